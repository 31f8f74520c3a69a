package dev.evenstep.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class DeliverParcelTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = Depot.aws();

    private final Depot depot = Depot.at(AWS);

    @Test
    void whatIsCommittedIsPublishedInItsEntitysGroup() {
        assertThat(new DeliverParcel()
                        .handleRequest(Depot.messages(Depot.scanned(1, "Elm Street 1")), Depot.CONTEXT)
                        .getBatchItemFailures())
                .isEmpty();
        assertThat(depot.parcel()).containsEntry("delivered", "true");

        assertThat(new PublishParcels().handleRequest(inserted(), Depot.CONTEXT).getBatchItemFailures())
                .isEmpty();

        List<Message> published = depot.queued("events.fifo");
        assertThat(published).hasSize(1);
        assertThat(published.getFirst().attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "parcel-7");
        assertThat(published.getFirst().body()).contains("\"type\":\"Delivered\"", "\"entityversion\":2");
    }

    /** What the table's stream would bring. */
    private DynamodbEvent inserted() {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(depot.items("outbox").stream()
                .map(row -> {
                    DynamodbStreamRecord record = new DynamodbStreamRecord();
                    record.setEventName("INSERT");
                    record.setDynamodb(new StreamRecord()
                            .withSequenceNumber("1")
                            .withKeys(Map.of(
                                    "entity", new AttributeValue().withS(row.get("entity")),
                                    "version", new AttributeValue().withN(row.get("version"))))
                            .withNewImage(Map.of("envelope", new AttributeValue().withS(row.get("envelope")))));
                    return record;
                })
                .toList());
        return event;
    }
}
