package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.decision.Decision;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The message of "Event message structure" (Amazon S3 user guide), with what a test needs changed. */
class S3InSqsTest {

    private static final String OBJECT = """
            {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2","eventTime":"1970-01-01T00:00:00.000Z",
             "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},
             "requestParameters":{"sourceIPAddress":"172.16.0.1"},
             "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8"},
             "s3":{"s3SchemaVersion":"1.0","configurationId":"testConfigRule",
              "bucket":{"name":"amzn-s3-demo-bucket","arn":"arn:aws:s3:::amzn-s3-demo-bucket"},
              "object":{"key":"red+flower%%2C.jpg","size":1024,"eTag":"d41d8cd9","versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko",
               "sequencer":"%s"}}}""";

    private final SqsMessages source = new SqsMessages();

    @Test
    void anObjectIsAnEvent() {
        Delivery delivery = source.deliveries(event(body("0055AED6DCD90281E5"))).getFirst();

        Envelope envelope = new EnvelopeJson(Limits.defaults()).read(delivery.body());

        assertThat(delivery.id()).isEqualTo("m-1");
        assertThat(envelope.id()).isEqualTo("C3D13FE58DE4C810.FMyUVURIY8.0055AED6DCD90281E5");
        assertThat(envelope.source()).isEqualTo("aws:s3.us-west-2.amzn-s3-demo-bucket");
        assertThat(envelope.type()).isEqualTo("com.amazonaws.s3.ObjectCreated:Put");
        assertThat(envelope.subject()).isEqualTo("red flower,.jpg");
        assertThat(envelope.data())
                .isEqualTo(Map.of(
                        "bucket", "amzn-s3-demo-bucket",
                        "key", "red flower,.jpg",
                        "size", 1024L,
                        "eTag", "d41d8cd9",
                        "versionId", "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                        "sequencer", "0055AED6DCD90281E5"));
    }

    @Test
    void aMessageComesAgainWhereAnyOfItsObjectsDidNotSettle() {
        SQSEvent event = event(body("1", "2", "3"));
        List<Delivery> deliveries = source.deliveries(event);
        assertThat(deliveries).extracting(Delivery::id).containsExactly("m-1", "m-1/1", "m-1/2");

        List<Outcome> outcomes = Stream.of(
                        new Outcome(deliveries.get(0), new Decision.Applied()),
                        new Outcome(deliveries.get(1), Decision.Transient.ofRecord("down")),
                        new Outcome(deliveries.get(2), Decision.Transient.ofRecord("down")))
                .toList();

        assertThat(source.answer(event, outcomes).getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("m-1");
    }

    @Test
    void whatS3TriesADestinationOutWithIsNoRecord() {
        SQSEvent test = event("""
                {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z","Bucket":"amzn-s3-demo-bucket",
                 "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}""");

        assertThat(source.deliveries(test)).isEmpty();
        assertThat(source.answer(test, List.of()).getBatchItemFailures()).isEmpty();
    }

    @Test
    void whatOnlyLooksLikeOneIsItself() {
        String body = "{\"eventSource\":\"aws:s3\",\"Records\":[{\"s3\":{}}]}";

        assertThat(source.deliveries(event(body))).extracting(Delivery::body).containsExactly(body);
        assertThat(source.deliveries(event("{\"aws:s3\"")))
                .extracting(Delivery::body)
                .containsExactly("{\"aws:s3\"");
    }

    private static String body(String... sequencers) {
        return Stream.of(sequencers).map(OBJECT::formatted).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    private static SQSEvent event(String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m-1");
        message.setBody(body);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }
}
