package dev.evenstep.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may use whom, as README's map of the house says. One instance for all tests, because reading every class takes
 * seconds.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DirectionsTest {

    private static final String[] API = {
        "dev.evenstep.consume..",
        "dev.evenstep.decision..",
        "dev.evenstep.effect..",
        "dev.evenstep.event..",
        "dev.evenstep.mapping..",
        "dev.evenstep.order..",
        "dev.evenstep.schema..",
        "dev.evenstep.spi.."
    };

    private static final String INTERNAL = "dev.evenstep.internal..";

    private static final DescribedPredicate<JavaClass> CORE =
            resideInAnyPackage(API).or(resideInAPackage(INTERNAL));

    private static final String[] EVERYWHERE = {
        "java..", "javax.crypto..", "org.jspecify..", "com.google.errorprone.annotations..", "org.slf4j.."
    };

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.evenstep..");

    private final JavaClasses main = Modules.main();

    @Test
    void theCoreKnowsNoAws() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        CORE.or(resideInAnyPackage(EVERYWHERE)).or(resideInAPackage("com.fasterxml.jackson..")))
                .check(Modules.of("shared/core"));
    }

    @Test
    void theAwsAdaptersKnowTheCoreAndAws() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.aws..")).and(DescribedPredicate.not(CORE)))
                .check(Modules.of("shared/aws"));
    }

    @Test
    void theKeysKnowTheApiAndAws() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        OURS.and(notIn("dev.evenstep.encryption")).and(DescribedPredicate.not(resideInAnyPackage(API))))
                .check(Modules.of("shared/encryption"));
    }

    @Test
    void theRecordsInRedisKnowTheStoresContractAndNoAws() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.evenstep.redis",
                                "dev.evenstep.decision",
                                "dev.evenstep.spi",
                                "dev.evenstep.internal.store")
                        .or(resideInAnyPackage(EVERYWHERE))
                        .or(resideInAnyPackage("io.lettuce.core..", "reactor.core..")))
                .check(Modules.of("shared/redis"));
    }

    @Test
    void theEventStoreKnowsTheCoreAndNoAws() {
        classes()
                .should()
                .onlyDependOnClassesThat(CORE.or(resideInAPackage("dev.evenstep.eventstore.."))
                        .or(resideInAnyPackage(EVERYWHERE))
                        .or(resideInAPackage("com.fasterxml.jackson..")))
                .check(Modules.of("shared/eventstore"));
    }

    @Test
    void sagasKnowTheCoreAndTheEventStore() {
        classes()
                .should()
                .onlyDependOnClassesThat(CORE.or(resideInAnyPackage("dev.evenstep.saga..", "dev.evenstep.eventstore.."))
                        .or(resideInAnyPackage(EVERYWHERE))
                        .or(resideInAPackage("com.fasterxml.jackson..")))
                .check(Modules.of("shared/sagas"));
    }

    @Test
    void streamProcessingKnowsTheCore() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        CORE.or(resideInAPackage("dev.evenstep.streaming..")).or(resideInAnyPackage(EVERYWHERE)))
                .check(Modules.of("shared/streaming"));
    }

    @Test
    void theEventStoreOnDynamoDbKnowsTheEventStoreAndAws() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.eventstore.."))
                        .and(DescribedPredicate.not(resideInAnyPackage(API))))
                .check(Modules.of("shared/eventstore-dynamodb"));
    }

    @Test
    void theEventStoresFunctionsKnowTheEventStoreAndAws() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.eventstore.."))
                        .and(notIn("dev.evenstep.aws.."))
                        .and(DescribedPredicate.not(CORE)))
                .check(Modules.of("shared/eventstore-lambda"));
    }

    @Test
    void theArchiveKnowsTheCoreAndTheAwsAdapters() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.archive.."))
                        .and(notIn("dev.evenstep.aws.."))
                        .and(DescribedPredicate.not(CORE)))
                .check(Modules.of("shared/archive"));
    }

    @Test
    void registriesKnowTheCoreOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.registry..")).and(DescribedPredicate.not(CORE)))
                .check(Modules.of("shared/registry"));
    }

    @Test
    void theLocalAwsKnowsTheEnginesOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.local.."))
                        .and(notIn("dev.evenstep.engine.."))
                        .and(notIn("dev.evenstep.dynamodb.."))
                        .and(notIn("dev.evenstep.kinesis.."))
                        .and(notIn("dev.evenstep.sqs..")))
                .check(Modules.of("local"));
    }

    @Test
    void brokersKnowTheLocalAwsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.brokers"))
                        .and(notIn("dev.evenstep.local.broker"))
                        .and(notIn("dev.evenstep.local.stack")))
                .check(Modules.of("brokers"));
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.kafkaserver")))
                .check(Modules.of("brokers/kafka-server"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamodb", "kinesis", "sqs"})
    void anEngineKnowsNoOther(String engine) {
        noClasses()
                .should()
                .dependOnClassesThat(
                        OURS.and(notIn("dev.evenstep." + engine + "..")).and(notIn("dev.evenstep.engine..")))
                .check(Modules.of("engines/" + engine));
    }

    @Test
    void anEngineNeedsTheJdkJacksonAndMvStoreOnly() {
        for (String engine : List.of("engines/base", "engines/dynamodb", "engines/kinesis", "engines/sqs")) {
            classes()
                    .that()
                    .resideOutsideOfPackage("dev.evenstep.engine.sdk..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(EVERYWHERE)
                            .or(resideInAnyPackage(
                                    "dev.evenstep.engine..",
                                    "dev.evenstep.dynamodb..",
                                    "dev.evenstep.kinesis..",
                                    "dev.evenstep.sqs..",
                                    "com.fasterxml.jackson..",
                                    "org.h2.mvstore..",
                                    "org.h2.store.fs..")))
                    .check(Modules.of(engine));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "place-order",
                "publish-outbox",
                "reserve-stock",
                "charge-payment",
                "detect-fraud",
                "fulfil-order",
                "order-log",
                "track-order",
                "audit-events"
            })
    void aFunctionKnowsTheApiAndNoOtherFunction(String function) {
        String own = "dev.evenstep.shop." + function.replace("-", "") + "..";
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn(own))
                        .and(notIn("dev.evenstep.aws"))
                        .and(notIn("dev.evenstep.encryption"))
                        .and(notIn("dev.evenstep.eventstore"))
                        .and(notIn("dev.evenstep.eventstore.dynamodb"))
                        .and(notIn("dev.evenstep.eventstore.lambda"))
                        .and(notIn("dev.evenstep.eventstore.log"))
                        .and(notIn("dev.evenstep.eventstore.projection"))
                        .and(notIn("dev.evenstep.saga"))
                        .and(notIn("dev.evenstep.streaming"))
                        .and(DescribedPredicate.not(resideInAnyPackage(API))))
                .check(Modules.of("functions/" + function));
    }

    @Test
    void anExampleKnowsWhatAUserKnows() {
        for (JavaClasses examples : List.of(
                Modules.of("examples/recipes"),
                Modules.testsOf("examples/recipes"),
                Modules.of("examples/streams"),
                Modules.testsOf("examples/streams"),
                Modules.of("examples/brokers"),
                Modules.of("examples/hand-over"),
                Modules.testsOf("examples/hand-over"))) {
            noClasses()
                    .should()
                    .dependOnClassesThat(OURS.and(notIn("dev.evenstep.examples.."))
                            .and(notIn("dev.evenstep.eventstore"))
                            .and(notIn("dev.evenstep.eventstore.dynamodb"))
                            .and(notIn("dev.evenstep.eventstore.log"))
                            .and(notIn("dev.evenstep.eventstore.projection"))
                            .and(notIn("dev.evenstep.saga"))
                            .and(notIn("dev.evenstep.streaming"))
                            .and(notIn("dev.evenstep.local.iam"))
                            .and(notIn("dev.evenstep.aws"))
                            .and(notIn("dev.evenstep.testkit"))
                            .and(notIn("dev.evenstep.testkit.local"))
                            .and(DescribedPredicate.not(resideInAnyPackage(API))))
                    .check(examples);
        }
    }

    @Test
    void theDemoLooksFromOutside() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.evenstep.demo.command..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.evenstep.local..", "dev.evenstep.cli..")
                        .and(notIn("dev.evenstep.cli.aws.."))
                        .and(notIn("dev.evenstep.cli.deadletter..")))
                .check(Modules.of("demo"));
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.evenstep.shop.."))
                .check(Modules.of("demo"));
    }

    @Test
    void theCommandIsForAnyStack() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.evenstep.shop..", "dev.evenstep.demo.."))
                .check(Modules.of("cli"));
    }

    @Test
    void theConstructsKnowTheCdkOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.cdk..")))
                .check(Modules.of("infra-cdk/constructs"));
    }

    @Test
    void theCdkAppKnowsTheConstructsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(OURS.and(notIn("dev.evenstep.infra..")).and(notIn("dev.evenstep.cdk..")))
                .check(Modules.of("infra-cdk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.evenstep.(*)..",
                "dev.evenstep.internal.(*)..",
                "dev.evenstep.aws.internal.(*)..",
                "dev.evenstep.engine.(*)..",
                "dev.evenstep.dynamodb.(*)..",
                "dev.evenstep.kinesis.(*)..",
                "dev.evenstep.sqs.(*)..",
                "dev.evenstep.local.(*)..",
                "dev.evenstep.local.lambda.(*)..",
                "dev.evenstep.local.template.(*)..",
                "dev.evenstep.cli.(*)..",
                "dev.evenstep.demo.(*).."
            })
    void packagesMakeNoCircles(String slices) {
        slices().matching(slices)
                .should()
                .beFreeOfCycles()
                // What the API makes, it makes of what is internal: Consumer.leased, Sequence.entityVersions.
                .ignoreDependency(resideInAnyPackage(API), resideInAPackage(INTERNAL))
                .check(main);
    }

    private static DescribedPredicate<JavaClass> notIn(String packages) {
        return DescribedPredicate.not(resideInAPackage(packages));
    }
}
