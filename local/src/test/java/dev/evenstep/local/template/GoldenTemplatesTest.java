package dev.evenstep.local.template;

import static dev.evenstep.local.template.Golden.CDK;
import static dev.evenstep.local.template.Golden.FOLDER;
import static dev.evenstep.local.template.Golden.SAM;
import static dev.evenstep.local.template.Golden.SQS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.QueueSpec;
import org.junit.jupiter.api.Test;

/** The two golden templates, compared. */
class GoldenTemplatesTest {

    /** But for logical ids, the ids of targets (the CDK makes up its own) and where the code lies. */
    @Test
    void samAndCdkDescribeTheSame() {
        assertThat(CDK)
                .usingRecursiveComparison()
                .ignoringFields("notHonoured", "roles")
                .ignoringFieldsMatchingRegexes(".*logicalId", "functions.*code", "rules.*targets.*\\.id")
                .ignoringCollectionOrderInFieldsMatchingRegexes("rules.*targets")
                .isEqualTo(SAM);
    }

    @Test
    void anotherParameterIsAnotherStack() {
        var prod = Templates.read(FOLDER.resolve("shop.yaml"), Folder.OPTIONS.withParameter("Stage", "prod"));

        assertThat(prod.queues())
                .filteredOn(queue -> queue.name().equals("shop-place-order.fifo"))
                .extracting(QueueSpec::redrive)
                .containsExactly(new QueueSpec.Redrive(SQS + "shop-place-order-dlq.fifo", 5));
        assertThat(prod.functions())
                .filteredOn(function -> function.name().equals("shop-mail"))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.memoryMegabytes()).isEqualTo(1024);
                    assertThat(mail.environment()).containsEntry("STAGE", "prod");
                });
        assertThat(prod.queues()).extracting(QueueSpec::name).contains("shop-ProdOnlyQueue");
        assertThat(SAM.queues()).extracting(QueueSpec::name).doesNotContain("shop-ProdOnlyQueue");
        assertThat(prod.outputs()).containsEntry("ProdOnly", SQS + "shop-ProdOnlyQueue");
        assertThat(SAM.outputs()).doesNotContainKey("ProdOnly");
    }

    @Test
    void theAssetsOfTheCdkAreFound() {
        var folder = FOLDER.resolve("cdk").toAbsolutePath().normalize();

        assertThat(CDK.functions())
                .extracting(FunctionSpec::code)
                .containsExactly(
                        folder.resolve("asset.0c17a5b2f1d94b6c8f0de8d9a1b2c3d4.jar"),
                        folder.resolve("asset.0c17a5b2f1d94b6c8f0de8d9a1b2c3d4.jar"),
                        folder.resolve("asset.63ae213daf6af7686365fe676947e52c.jar"));
    }

    @Test
    void whatIsNotHonouredIsNamed() {
        assertThat(Folder.notHonoured(SAM))
                .containsExactlyInAnyOrder(
                        "PlaceOrderDeadLetters.MessageRetentionPeriod: a local queue keeps its messages until they are"
                                + " deleted or redriven",
                        "OrdersTable.BillingMode: capacity is neither limited nor billed locally",
                        "DeadLettersAlarm: alarms are never raised locally",
                        "Mail.DeadLetterQueue.TargetArn: works as an on-failure destination: its messages have that"
                                + " shape");
    }
}
