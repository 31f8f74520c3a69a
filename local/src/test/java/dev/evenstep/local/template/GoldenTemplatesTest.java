package dev.evenstep.local.template;

import static dev.evenstep.local.template.Golden.CDK;
import static dev.evenstep.local.template.Golden.FOLDER;
import static dev.evenstep.local.template.Golden.SAM;
import static dev.evenstep.local.template.Golden.SQS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.StackDifference;
import dev.evenstep.local.stack.StackDifference.Described;
import org.junit.jupiter.api.Test;

/** The two golden templates, compared. */
class GoldenTemplatesTest {

    @Test
    void samAndCdkDescribeTheSame() {
        assertThat(StackDifference.between(new Described("shop.yaml", SAM), new Described("cdk", CDK)))
                .isEmpty();
    }

    @Test
    void anotherParameterIsAnotherStack() {
        var prod = Templates.read(FOLDER.resolve("shop.yaml"), Folder.OPTIONS.withParameter("Stage", "prod"));

        assertThat(StackDifference.between(new Described("test", SAM), new Described("prod", prod)))
                .contains(
                        "queue shop-ProdOnlyQueue: only in prod",
                        "queue shop-place-order.fifo: redrive.maxReceiveCount is 3 in test, 5 in prod",
                        "function shop-mail: memoryMegabytes is 512 in test, 1024 in prod",
                        "function shop-mail: environment.STAGE is test in test, prod in prod",
                        "stack: outputs.ProdOnly is not set in test, " + SQS + "shop-ProdOnlyQueue in prod");
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
                .containsExactly(
                        "PlaceOrderDeadLetters.MessageRetentionPeriod: a local queue keeps its messages until they are"
                                + " deleted or redriven",
                        "OrdersTable.BillingMode: capacity is neither limited nor billed locally",
                        "DeadLettersAlarm: alarms are read and compared, and never raised locally",
                        "Mail.DeadLetterQueue.TargetArn: works as an on-failure destination: its messages have that"
                                + " shape");
    }
}
