package dev.evenstep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;

class RefuseCustomsTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = Depot.aws();

    private final Depot depot = Depot.at(AWS);

    @Test
    void aDeadLetterSaysWhy() {
        assertThat(new RefuseCustoms()
                        .handleRequest(
                                Depot.messages(Depot.scanned(1, "Customs"), Depot.scanned(2, "Depot")), Depot.CONTEXT)
                        .getBatchItemFailures())
                .isEmpty();

        List<Message> letters = depot.queued("dead-letters");
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().body()).isEqualTo(Depot.scanned(1, "Customs"));
        assertThat(letters.getFirst().messageAttributes())
                .hasEntrySatisfying(
                        "evenstep-reason",
                        reason -> assertThat(reason.stringValue()).isEqualTo("rejected"))
                .hasEntrySatisfying(
                        "evenstep-detail",
                        detail -> assertThat(detail.stringValue()).isEqualTo("The declaration is missing"));
        assertThat(depot.parcel()).containsKey("passed");
    }
}
