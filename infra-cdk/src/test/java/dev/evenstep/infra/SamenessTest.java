package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.infra.StackDifference.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The CDK app and {@code template.yaml} describe the same, and a difference would be named. */
@ExtendWith(Synthesis.Extension.class)
class SamenessTest {

    private static List<String> difference(Path synthesised) {
        return StackDifference.between(
                new Described("template.yaml", Stacks.read(Repository.SAM)),
                new Described("the CDK app", Stacks.read(synthesised)));
    }

    @Test
    void theStacksAreTheSame(Synthesis app) {
        assertThat(difference(app.template())).isEmpty();
    }

    @Test
    void thereIsSomethingToCompare() {
        var stack = Stacks.read(Repository.SAM);

        assertThat(stack.tables()).hasSize(12);
        assertThat(stack.queues()).hasSize(18);
        assertThat(stack.buses()).hasSize(1);
        assertThat(stack.rules()).hasSize(7);
        assertThat(stack.schedules()).hasSize(3);
        assertThat(stack.functions()).hasSize(14);
        assertThat(stack.mappings()).hasSize(9);
        assertThat(stack.outputs()).hasSize(2);
    }

    /** Else Lambda takes what failed for done with the rest of its batch. */
    @Test
    void noMappingLosesRecordsInSilence(Synthesis app) {
        for (var template : List.of(Repository.SAM, app.template())) {
            assertThat(Stacks.read(template).mappings())
                    .hasSize(9)
                    .allSatisfy(mapping -> assertThat(mapping.reportsItemFailures())
                            .as("%s: add FunctionResponseTypes: [ReportBatchItemFailures]", mapping.function())
                            .isTrue());
        }
    }

    /** By the names that functions give their metrics: another would be watched in vain. */
    @Test
    void whatTheFunctionsMeasureIsWatched() throws IOException {
        var alarms = RawTemplate.read(Repository.SAM).resources().values().stream()
                .map(resource -> resource.path("Properties"))
                .filter(properties -> properties.path("Namespace").asText().equals("Evenstep"))
                .toList();

        assertThat(alarms)
                .allSatisfy(alarm ->
                        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching"))
                .extracting(
                        alarm -> alarm.path("Dimensions").get(0).path("Value").asText() + " "
                                + alarm.path("MetricName").asText())
                .containsExactlyInAnyOrder(
                        "place-order poison",
                        "place-order DependencyFailures",
                        "reserve-stock poison",
                        "reserve-stock DependencyFailures",
                        "charge-payment poison",
                        "charge-payment DependencyFailures",
                        "settle-order poison",
                        "settle-order DependencyFailures",
                        "detect-fraud poison",
                        "detect-fraud DependencyFailures",
                        "fulfil-order poison",
                        "fulfil-order DependencyFailures",
                        "publish-orders poison",
                        "publish-orders LagSeconds",
                        "order-status LagSeconds",
                        "sagas LagSeconds",
                        "track-order poison",
                        "track-order DependencyFailures",
                        "track-order skipped",
                        "publish-outbox poison",
                        "sweep-outbox poison",
                        "sweep-outbox OldestUnpublishedSeconds");
    }

    /** Encryption, log groups, alarms' actions, architectures and more: nothing that runs here looks at them. */
    @Test
    void everyPropertyIsTheSame(Synthesis app) throws IOException {
        assertThat(Inventory.difference(RawTemplate.read(Repository.SAM), RawTemplate.read(app.template())))
                .isEmpty();
    }

    static Stream<Arguments> changesOfStacks() {
        return Stream.of(
                Arguments.of(
                        "\"VisibilityTimeout\": 60",
                        "\"VisibilityTimeout\": 61",
                        "queue shop-place-order.fifo: visibilityTimeout is PT1M in template.yaml, PT1M1S in the CDK app"),
                Arguments.of(
                        "\"Default\": 1000",
                        "\"Default\": 999",
                        "queue shop-track-order: redrive.maxReceiveCount is 1000 in template.yaml, 999 in the CDK app"),
                Arguments.of(
                        "\"AttributeName\": \"sku\"",
                        "\"AttributeName\": \"article\"",
                        "table shop-stock: key.partition is sku in template.yaml, article in the CDK app"),
                Arguments.of(
                        "\"MaximumEventAgeInSeconds\": 86400",
                        "\"MaximumEventAgeInSeconds\": 3600",
                        "rule shop-events|shop-audit-events:"
                                + " targets.arn:aws:lambda:us-east-1:000000000000:function:shop-audit-events.maximumEventAge"
                                + " is PT24H in template.yaml, PT1H in the CDK app"),
                Arguments.of(
                        "\"MaximumConcurrency\": 10",
                        "\"MaximumConcurrency\": 11",
                        "mapping arn:aws:sqs:us-east-1:000000000000:shop-place-order.fifo to shop-place-order:"
                                + " maximumConcurrency is 10 in template.yaml, 11 in the CDK app"),
                Arguments.of(
                        "PlaceOrderHandler\"",
                        "PlaceOrdersHandler\"",
                        "function shop-place-order: handler is dev.evenstep.shop.placeorder.PlaceOrderHandler in"
                                + " template.yaml, dev.evenstep.shop.placeorder.PlaceOrdersHandler in the CDK app"));
    }

    @ParameterizedTest
    @MethodSource("changesOfStacks")
    void aDifferenceBetweenTheStacksIsNamed(
            String ours, String changed, String sentence, Synthesis app, @TempDir Path folder) throws IOException {
        assertThat(difference(app.changed(ours, changed, folder))).contains(sentence);
    }

    static Stream<Arguments> changesOfProperties() {
        return Stream.of(
                Arguments.of(
                        "\"SSEEnabled\": true",
                        "\"SSEEnabled\": false",
                        "Table shop-stock: SSESpecification.SSEEnabled: true, but false"),
                Arguments.of(
                        "\"RetentionInDays\": 30",
                        "\"RetentionInDays\": 90",
                        "LogGroup /aws/lambda/shop-place-order: RetentionInDays: 30, but 90"),
                Arguments.of(
                        "\"arm64\"", "\"x86_64\"", "Function shop-place-order: Architectures: [arm64], but [x86_64]"),
                Arguments.of(
                        "\"DeletionPolicy\": \"Retain\"",
                        "\"DeletionPolicy\": \"Delete\"",
                        "Table shop-stock: DeletionPolicy: Retain, but Delete"),
                Arguments.of("\"MinValue\": 1", "\"MinValue\": 2", "Parameters.RetryBaseSeconds.MinValue: 1, but 2"),
                Arguments.of(
                        "-alarms\"",
                        "-alarm\"",
                        "Alarm shop-place-order-age: AlarmActions: [Topic shop-alarms], but [Topic shop-alarm]"),
                Arguments.of(
                        "\"TreatMissingData\": \"notBreaching\"",
                        "\"EvaluateLowSampleCountPercentile\": \"ignore\"",
                        "Alarm shop-place-order-age: EvaluateLowSampleCountPercentile: nothing, but ignore"));
    }

    @ParameterizedTest
    @MethodSource("changesOfProperties")
    void aDifferenceInAnyPropertyIsNamed(
            String ours, String changed, String sentence, Synthesis app, @TempDir Path folder) throws IOException {
        var mutated = RawTemplate.read(app.changed(ours, changed, folder));

        assertThat(Inventory.difference(RawTemplate.read(Repository.SAM), mutated))
                .contains(sentence);
    }
}
