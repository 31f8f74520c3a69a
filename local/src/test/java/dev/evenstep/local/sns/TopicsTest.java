package dev.evenstep.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.sqs.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Topics through AWS's own client. */
@ExtendWith(SharedAws.class)
class TopicsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:audit";

    private final SharedAws.Running aws;
    private final SnsClient sns;
    private final SqsClient sqs;
    private final String topic;

    TopicsTest(SharedAws.Running aws) {
        this.aws = aws;
        this.sns = Clients.client(SnsClient.builder(), aws.endpoint());
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
        this.topic = sns.createTopic(request -> request.name("t-" + UUID.randomUUID()))
                .topicArn();
    }

    @AfterEach
    void close() {
        sns.close();
        sqs.close();
    }

    private Queue subscribed(Map<String, String> attributes) {
        var queue = Queue.create(sqs, Map.of());
        subscribe(topic, queue, attributes);
        return queue;
    }

    private void subscribe(String topicArn, Queue queue, Map<String, String> attributes) {
        var unused = sns.subscribe(request ->
                request.topicArn(topicArn).protocol("sqs").endpoint(queue.arn()).attributes(attributes));
    }

    private String publish(String message, Map<String, MessageAttributeValue> attributes) {
        return sns.publish(request -> request.topicArn(topic).message(message).messageAttributes(attributes))
                .messageId();
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private List<Message> received(Queue queue, int count) {
        List<Message> all = new ArrayList<>();
        await().until(() -> {
            all.addAll(sqs.receiveMessage(request -> request.queueUrl(queue.url())
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages());
            return all.size() >= count;
        });
        return all;
    }

    @Test
    void aQueueGetsTheMessageInItsEnvelope() throws Exception {
        var queue = subscribed(Map.of());
        var id = sns.publish(request -> request.topicArn(topic)
                        .subject("news")
                        .message("a < b & \"c\"\r\n")
                        .messageAttributes(Map.of("kind", attribute("String", "x"))))
                .messageId();

        JsonNode envelope = JSON.readTree(received(queue, 1).getFirst().body());
        assertThat(envelope.fieldNames())
                .toIterable()
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Subject",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL",
                        "UnsubscribeURL",
                        "MessageAttributes");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("Message").asText()).isEqualTo("a < b & \"c\"\r\n");
        assertThat(envelope.path("Timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.path("MessageAttributes").toString())
                .isEqualTo("{\"kind\":{\"Type\":\"String\",\"Value\":\"x\"}}");
    }

    @Test
    void aRawMessageKeepsItsAttributes() {
        var queue = subscribed(Map.of("RawMessageDelivery", "true"));
        var bytes = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                .build();
        publish("{}", Map.of("count", attribute("Number", "7"), "bytes", bytes));

        var message = received(queue, 1).getFirst();
        assertThat(message.body()).isEqualTo("{}");
        assertThat(message.messageAttributes())
                .hasEntrySatisfying("count", count -> {
                    assertThat(count.dataType()).isEqualTo("Number");
                    assertThat(count.stringValue()).isEqualTo("7");
                })
                .hasEntrySatisfying(
                        "bytes",
                        value -> assertThat(value.binaryValue().asByteArray()).containsExactly(1, 2));
    }

    @Test
    void aPolicyFiltersByAttributes() {
        var queue = subscribed(Map.of(
                "RawMessageDelivery",
                "true",
                "FilterPolicy",
                "{\"kind\":[{\"anything-but\":\"b\"}],\"count\":[{\"numeric\":[\">\",5]}],\"tags\":[\"y\"]}"));
        var tags = attribute("String.Array", "[\"x\",\"y\"]");
        publish("b", Map.of("kind", attribute("String", "b"), "count", attribute("Number", "6"), "tags", tags));
        publish("few", Map.of("kind", attribute("String", "a"), "count", attribute("Number", "5"), "tags", tags));
        publish("none", Map.of());
        publish("yes", Map.of("kind", attribute("String", "a"), "count", attribute("Number", "6"), "tags", tags));

        assertThat(received(queue, 1)).extracting(Message::body).containsExactly("yes");
    }

    @Test
    void aPolicyFiltersByTheBody() {
        var queue = subscribed(Map.of(
                "RawMessageDelivery",
                "true",
                "FilterPolicyScope",
                "MessageBody",
                "FilterPolicy",
                "{\"city\":{\"name\":[{\"prefix\":\"U\"}]}}"));
        publish("no json", Map.of());
        publish("{\"city\":{\"name\":\"Bonn\"}}", Map.of());
        publish("{\"city\":{\"name\":\"Ulm\"}}", Map.of());

        assertThat(received(queue, 1)).extracting(Message::body).containsExactly("{\"city\":{\"name\":\"Ulm\"}}");
        assertThatThrownBy(() -> subscribed(Map.of("FilterPolicy", "{\"a\":1}")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: FilterPolicy");
    }

    @Test
    void aFunctionIsInvokedWithLambdasEvent() throws Exception {
        var unused = sns.subscribe(
                request -> request.topicArn(topic).protocol("lambda").endpoint(FUNCTION));
        publish("to the function", Map.of("kind", attribute("String", "x")));

        await().until(() ->
                aws.functions().payloads().stream().anyMatch(payload -> payload.contains("to the function")));
        var payload = aws.functions().payloads().stream()
                .filter(each -> each.contains("to the function"))
                .findFirst()
                .orElseThrow();
        JsonNode record = JSON.readTree(payload).at("/Records/0");
        assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(record.path("EventSubscriptionArn").asText()).startsWith(topic + ":");
        assertThat(record.at("/Sns/Message").asText()).isEqualTo("to the function");
        assertThat(record.at("/Sns/TopicArn").asText()).isEqualTo(topic);
        assertThat(record.at("/Sns/MessageAttributes/kind/Value").asText()).isEqualTo("x");
        assertThat(record.at("/Sns").has("SigningCertUrl")).isTrue();
    }

    @Test
    void aFifoTopicKeepsGroupsInOrderAndDropsDuplicates() throws Exception {
        var fifo = sns.createTopic(request -> request.name("t-" + UUID.randomUUID() + ".fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        var queue = Queue.create(sqs, Map.of("FifoQueue", "true"));
        subscribe(fifo, queue, Map.of());
        var first = sns.publish(request -> request.topicArn(fifo).message("1").messageGroupId("g"));
        var again = sns.publish(request -> request.topicArn(fifo).message("1").messageGroupId("g"));
        var second = sns.publish(request ->
                request.topicArn(fifo).message("2").messageGroupId("g").messageDeduplicationId("own"));

        var messages = received(queue, 2);
        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(second.sequenceNumber())
                .isGreaterThan(first.sequenceNumber())
                .hasSize(17);
        assertThat(messages).hasSize(2);
        assertThat(JSON.readTree(messages.getFirst().body()).path("Message").asText())
                .isEqualTo("1");
        assertThat(JSON.readTree(messages.getFirst().body())
                        .path("SequenceNumber")
                        .asText())
                .isEqualTo(first.sequenceNumber());
        assertThat(messages.getLast().attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID))
                .isEqualTo("own");
        assertThat(messages.getLast().attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("g");
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(fifo).message("3")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The MessageGroupId parameter is required for FIFO topics");
        assertThatThrownBy(() -> subscribe(topic, queue, Map.of()))
                .hasMessageContaining("FIFO SQS Queues can not be subscribed to standard SNS topics");
    }
}
