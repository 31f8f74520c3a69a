package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamoDbChangesTest {

    @Test
    void aChangeIsAnEventAboutItsItem() {
        Delivery delivery = delivery(record("MODIFY"));
        Envelope envelope = new EnvelopeJson(Limits.defaults()).read(delivery.body());

        assertThat(delivery.id()).isEqualTo("101");
        assertThat(delivery.group()).isEqualTo("7#acme%23eu");
        assertThat(envelope.id()).isEqualTo("change-1");
        assertThat(envelope.source()).isEqualTo("arn:aws:dynamodb:eu-central-1:1:table/customers");
        assertThat(envelope.type()).isEqualTo("CustomerModified");
        assertThat(envelope.subject()).isEqualTo("7#acme%23eu");
        assertThat(envelope.time()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(envelope.dataJson())
                .isEqualTo(
                        "{\"keys\":{\"number\":7,\"tenant\":\"acme#eu\"},\"newImage\":{\"all\":[true,null,{\"a\":\"b\"}],"
                                + "\"amount\":0.12345678901234567890123456789012345678,\"raw\":\"AAE=\",\"tags\":[\"x\",\"y\"]},"
                                + "\"expired\":false}");
    }

    @Test
    void whatTheTimeToLiveTookSaysSo() {
        DynamodbStreamRecord expired = record("REMOVE");
        expired.setUserIdentity(new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com"));

        Envelope envelope =
                new EnvelopeJson(Limits.defaults()).read(delivery(expired).body());

        assertThat(envelope.type()).isEqualTo("CustomerRemoved");
        assertThat(envelope.data()).containsEntry("expired", true);
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new DynamoDbChanges("my customer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"my customer\"");
    }

    private static Delivery delivery(DynamodbStreamRecord record) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return new DynamoDbChanges("Customer").deliveries(event).getFirst();
    }

    private static DynamodbStreamRecord record(String name) {
        StreamRecord change = new StreamRecord();
        change.setSequenceNumber("101");
        change.setApproximateCreationDateTime(Date.from(Instant.parse("2026-11-21T08:00:00Z")));
        change.setKeys(
                Map.of("tenant", new AttributeValue().withS("acme#eu"), "number", new AttributeValue().withN("7")));
        change.setNewImage(Map.of(
                "amount", new AttributeValue().withN("0.12345678901234567890123456789012345678"),
                "tags", new AttributeValue().withSS(List.of("x", "y")),
                "raw", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {0, 1})),
                "all",
                        new AttributeValue()
                                .withL(List.of(
                                        new AttributeValue().withBOOL(true),
                                        new AttributeValue().withNULL(true),
                                        new AttributeValue().withM(Map.of("a", new AttributeValue().withS("b")))))));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID("change-1");
        record.setEventName(name);
        record.setEventSourceARN("arn:aws:dynamodb:eu-central-1:1:table/customers/stream/2026-11-21T08:00:00.000");
        record.setDynamodb(change);
        return record;
    }
}
