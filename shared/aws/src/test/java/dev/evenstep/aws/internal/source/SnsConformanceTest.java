package dev.evenstep.aws.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A topic invokes with one message at a time. */
class SnsConformanceTest extends SourceConformance<byte[], byte[]> {

    @Override
    public Source<byte[], byte[]> source() {
        return new SnsMessages();
    }

    @Override
    public byte[] event(List<SourceRecord> records) {
        return message(records.getFirst().number(), records.getFirst().body());
    }

    /** As "Invoking Lambda functions with Amazon SNS notifications" has it. */
    private static byte[] message(int number, String body) {
        return """
                {"Records":[{"EventVersion":"1.0","EventSubscriptionArn":"arn:aws:sns:us-east-1:123456789012:orders:21be56ed","EventSource":"aws:sns",
                 "Sns":{"SignatureVersion":"1","Timestamp":"2026-11-21T07:59:59.123Z","Signature":"tcc6faL2yUC6dgZdmrwh1Y4cGa/ebXEkAi6RibDsvpi+tE/1+82j",
                  "SigningCertUrl":"https://sns.us-east-1.amazonaws.com/cert.pem","MessageId":"sns-%d","Message":%s,
                  "MessageAttributes":{"tenant":{"Type":"String","Value":"acme"},"raw":{"Type":"Binary","Value":"AAE="}},
                  "Type":"Notification","UnsubscribeUrl":"https://example.com","TopicArn":"arn:aws:sns:us-east-1:123456789012:orders","Subject":null}}]}""".formatted(number, JsonNodeFactory.instance.textNode(body)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageHasWhatItsTopicSaysBesideIt() {
        assertThat(source().deliveries(message(7, "{}"))).singleElement().satisfies(delivery -> {
            assertThat(delivery.id()).isEqualTo("orders/sns-7");
            assertThat(delivery.sentAt()).isEqualTo(Instant.parse("2026-11-21T07:59:59.123Z"));
            assertThat(delivery.attributes())
                    .isEqualTo(Map.of(
                            "tenant", new Delivery.Attribute("String", "acme"),
                            "raw", new Delivery.Attribute("Binary", "AAE=")));
        });
    }

    @Test
    void whatS3TellsByATopicIsAnEventForEachObject() {
        String notification = new String(S3ConformanceTest.notification(1, 2), StandardCharsets.UTF_8);

        List<Delivery> deliveries = source().deliveries(message(7, notification));

        assertThat(deliveries).hasSize(2).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.body()).contains("ObjectCreated:Put"));
    }

    @Test
    void whatNoTopicWouldSendIsKept() {
        for (String text : List.of("no json", "{}", "{\"Records\":[]}")) {
            assertThat(source().deliveries(text.getBytes(StandardCharsets.UTF_8)))
                    .extracting(Delivery::body)
                    .containsExactly(text);
        }
    }

    @Override
    public Set<Integer> named(byte[] answer, List<SourceRecord> sent) {
        return Set.of();
    }

    @Override
    public String place(SourceRecord record) {
        return "orders/sns-" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int most() {
        return 1;
    }
}
