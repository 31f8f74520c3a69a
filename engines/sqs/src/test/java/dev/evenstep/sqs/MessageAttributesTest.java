package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageAttributesTest {

    private final TestQueues queues = TestQueues.start();

    @BeforeEach
    void create() {
        queues.create("q", Map.of("VisibilityTimeout", "0", "MaximumMessageSize", "1024"));
    }

    private ObjectNode send(ObjectNode attributes) {
        var request = on("q").put("MessageBody", "x");
        request.set("MessageAttributes", attributes);
        return queues.call("SendMessage", request);
    }

    private static ObjectNode add(ObjectNode to, String name, String type, String value) {
        to.putObject(name).put("DataType", type).put(type.startsWith("Binary") ? "BinaryValue" : "StringValue", value);
        return to;
    }

    private static ObjectNode one(String name, String type, String value) {
        return add(JsonTrees.object(), name, type, value);
    }

    private List<String> received(String... patterns) {
        var request = on("q");
        List.of(patterns).forEach(request.putArray("MessageAttributeNames")::add);
        var message = queues.call("ReceiveMessage", request).get("Messages").get(0);
        return message.path("MessageAttributes")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void attributesOfAllTypesAreGivenBackWithTheirDigest() {
        var attributes = JsonTrees.object();
        add(attributes, "text", "String", "äö");
        add(attributes, "count", "Number.int", "12.5e3");
        add(attributes, "bytes", "Binary.png", "AAEC");

        var sent = send(attributes);
        var message = queues.receive("q", 1).getFirst();

        assertThat(message.get("MessageAttributes")).isEqualTo(attributes);
        assertThat(message.get("MD5OfMessageAttributes")).isEqualTo(sent.get("MD5OfMessageAttributes"));
        assertThat(send(one("timestamp", "Number", "1493147359900"))
                        .get("MD5OfMessageAttributes")
                        .asText())
                .isEqualTo("235c5c510d26fb653d073faed50ae77c");
    }

    @Test
    void aReceiveNamesAttributesOrPatterns() {
        var attributes = JsonTrees.object();
        List.of("order.id", "order.total", "ordinary", "other").forEach(name -> add(attributes, name, "String", "v"));
        send(attributes);

        assertThat(received()).isEmpty();
        assertThat(received("nothing", "order")).isEmpty();
        assertThat(received("other", "nothing")).containsExactly("other");
        assertThat(received("order.*")).containsExactlyInAnyOrder("order.id", "order.total");
        assertThat(received("ord.*")).hasSize(3);
        assertThat(received("All")).hasSize(4);
        assertThat(received(".*")).hasSize(4);
    }

    @Test
    void theDigestIsOfWhatIsGiven() {
        send(add(one("a", "String", "1"), "b", "String", "2"));
        var alone = send(one("a", "String", "1")).get("MD5OfMessageAttributes");
        var request = on("q");
        request.putArray("MessageAttributeNames").add("a");

        assertThat(queues.call("ReceiveMessage", request).get("Messages").get(0).get("MD5OfMessageAttributes"))
                .isEqualTo(alone);
    }

    @Test
    void namesTypesAndValuesCountForTheSize() {
        send(one("n", "String", "v".repeat(1024 - 1 - 1 - 6)));

        refuse("shorter than 1024 bytes", one("n", "String", "v".repeat(1024 - 1 - 6)));
    }

    @Test
    void whatCannotBeAnAttributeIsRefused() {
        refuse("non-empty value of type 'String'", one("a", "String", ""));
        refuse("supported type prefixes", one("a", "Text", "v"));
        refuse("non-empty attribute type", one("a", "", "v"));
        refuse("to a number", one("a", "Number", "many"));
        refuse("reserved for internal use", one("aWs.a", "String", "v"));
        refuse("reserved for internal use", one("Amazon.a", "String", "v"));
        refuse("period", one(".a", "String", "v"));
        refuse("period", one("a..b", "String", "v"));
        refuse("letters, digits", one("a b", "String", "v"));
        refuse("256 characters", one("a".repeat(257), "String", "v"));
        refuse("allowed characters", one("a", "String", "\b"));
        var many = JsonTrees.object();
        for (int i = 0; i < 11; i++) {
            add(many, "a" + i, "String", "v");
        }
        refuse("Number of message attributes [11] exceeds the allowed maximum [10].", many);
    }

    private void refuse(String words, ObjectNode attributes) {
        Refused.with("InvalidParameterValue", words, () -> send(attributes));
    }

    @Test
    void theTraceHeaderIsTheOnlySystemAttribute() {
        var request = on("q").put("MessageBody", "x");
        add(request.putObject("MessageSystemAttributes"), "AWSTraceHeader", "String", "Root=1-5759e988-bd862e3fe1be");
        var sent = queues.call("SendMessage", request);

        assertThat(sent.has("MD5OfMessageSystemAttributes")).isTrue();
        assertThat(sent.has("MD5OfMessageAttributes")).isFalse();
        assertThat(TestQueues.attribute(queues.receive("q", 1).getFirst(), "AWSTraceHeader"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be");
        add(request.putObject("MessageSystemAttributes"), "Color", "String", "red");
        Refused.with("InvalidParameterValue", "AWSTraceHeader", () -> queues.call("SendMessage", request));
    }
}
