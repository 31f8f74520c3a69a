package dev.evenstep.sqs;

import static dev.evenstep.sqs.TestQueues.FIFO;
import static dev.evenstep.sqs.TestQueues.arn;
import static dev.evenstep.sqs.TestQueues.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueAttributesTest {

    private final TestQueues queues = TestQueues.start();

    @Test
    void aNewQueueHasTheDefaults() {
        assertThat(queues.create("q", Map.of())).isEqualTo("http://127.0.0.1:4566/000000000000/q");

        var attributes = queues.attributes("q");
        assertThat(attributes.get("QueueArn").asText()).isEqualTo(arn("q"));
        assertThat(attributes.get("VisibilityTimeout").asText()).isEqualTo("30");
        assertThat(attributes.get("MessageRetentionPeriod").asText()).isEqualTo("345600");
        assertThat(attributes.get("MaximumMessageSize").asText()).isEqualTo("1048576");
        assertThat(attributes.get("SqsManagedSseEnabled").asText()).isEqualTo("true");
        assertThat(attributes.get("CreatedTimestamp").asText()).isEqualTo("1772366400");
        assertThat(attributes.has("FifoQueue")).isFalse();
        assertThat(attributes.has("Policy")).isFalse();
    }

    @Test
    void aFifoQueueHasItsOwn() {
        queues.create("q.fifo", Map.of("FifoQueue", "True"));

        var attributes = queues.attributes("q.fifo");
        assertThat(attributes.get("FifoQueue").asText()).isEqualTo("true");
        assertThat(attributes.get("ContentBasedDeduplication").asText()).isEqualTo("false");
        assertThat(attributes.get("DeduplicationScope").asText()).isEqualTo("queue");
        assertThat(attributes.get("FifoThroughputLimit").asText()).isEqualTo("perQueue");
    }

    @Test
    void whatIsSetIsReadBack() {
        queues.create("dead", Map.of());
        queues.create("q", Map.of());
        var policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        var set = Map.of(
                "DelaySeconds",
                "420",
                "MaximumMessageSize",
                "2048",
                "MessageRetentionPeriod",
                "60",
                "Policy",
                policy,
                "RedriveAllowPolicy",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"%s\"]}".formatted(arn("a")),
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":7}".formatted(arn("dead")));
        queues.pass(Duration.ofSeconds(5));
        queues.set("q", set);

        var attributes = queues.attributes("q");
        set.forEach((name, value) -> assertThat(attributes.get(name).asText()).isEqualTo(value));
        assertThat(attributes.get("LastModifiedTimestamp").asText()).isEqualTo("1772366405");
        queues.set("q", Map.of("Policy", "", "RedrivePolicy", "", "RedriveAllowPolicy", ""));
        assertThat(queues.attributes("q"))
                .isNotEmpty()
                .noneMatch(value -> value.asText().startsWith("{"));
    }

    @Test
    void aQueueIsEncryptedInOneWay() {
        queues.create("q", Map.of());
        queues.set("q", Map.of("KmsMasterKeyId", "key"));
        assertThat(queues.attributes("q").get("SqsManagedSseEnabled").asText()).isEqualTo("false");
        assertThat(queues.attributes("q").get("KmsDataKeyReusePeriodSeconds").asText())
                .isEqualTo("300");

        queues.set("q", Map.of("SqsManagedSseEnabled", "true"));
        assertThat(queues.attributes("q").has("KmsMasterKeyId")).isFalse();
        Refused.with(
                "InvalidAttributeName",
                "one type of server-side encryption",
                () -> queues.set("q", Map.of("KmsMasterKeyId", "key", "SqsManagedSseEnabled", "true")));
    }

    @Test
    void whatNoQueueHasIsRefused() {
        queues.create("q", Map.of());
        queues.create("q.fifo", FIFO);

        refuse("InvalidAttributeName", "Unknown Attribute Color.", Map.of("Color", "red"));
        refuse("InvalidAttributeName", "Unknown Attribute FifoQueue.", Map.of("FifoQueue", "false"));
        refuse("InvalidAttributeName", "only when FifoQueue is set", Map.of("DeduplicationScope", "queue"));
        for (var value : List.of(
                Map.entry("VisibilityTimeout", "43201"),
                Map.entry("DelaySeconds", "-1"),
                Map.entry("MessageRetentionPeriod", "59"),
                Map.entry("MaximumMessageSize", "1048577"),
                Map.entry("ReceiveMessageWaitTimeSeconds", "two"),
                Map.entry("SqsManagedSseEnabled", "maybe"),
                Map.entry("Policy", "none"))) {
            refuse(
                    "InvalidAttributeValue",
                    "Invalid value for the parameter " + value.getKey(),
                    Map.of(value.getKey(), value.getValue()));
        }
        Refused.with(
                "InvalidAttributeValue",
                "Modifying queue type is not supported",
                () -> queues.set("q.fifo", Map.of("FifoQueue", "false")));
        Refused.with(
                "InvalidAttributeValue",
                "only when the value for DeduplicationScope is messageGroup",
                () -> queues.set("q.fifo", Map.of("FifoThroughputLimit", "perMessageGroupId")));
        var request = on("q");
        request.putArray("AttributeNames").add("Color");
        Refused.with(
                "InvalidAttributeName", "Unknown Attribute Color.", () -> queues.call("GetQueueAttributes", request));
    }

    private void refuse(String code, String words, Map<String, String> attributes) {
        Refused.with(code, words, () -> queues.set("q", attributes));
    }

    @Test
    void namesTellTheKind() {
        Refused.with("InvalidParameterValue", "hyphens, or underscores", () -> queues.create("two words", Map.of()));
        Refused.with("InvalidParameterValue", "1 to 80 in length", () -> queues.create("x".repeat(81), Map.of()));
        Refused.with("InvalidParameterValue", "1 to 80 in length", () -> queues.create("q.fifo", Map.of()));
        Refused.with("InvalidParameterValue", "must end with .fifo suffix", () -> queues.create("q", FIFO));
    }

    @Test
    void creatingAgainNeedsTheSameAttributes() {
        var url = queues.create("q", Map.of("DelaySeconds", "1"));

        assertThat(queues.create("q", Map.of())).isEqualTo(url);
        assertThat(queues.create("q", Map.of("DelaySeconds", "1", "VisibilityTimeout", "30")))
                .isEqualTo(url);
        Refused.with(
                "QueueAlreadyExists",
                "different value for attribute DelaySeconds",
                () -> queues.create("q", Map.of("DelaySeconds", "2")));
    }

    @Test
    void aNameIsFreeAMinuteAfterItsQueueIsDeleted() {
        queues.create("q", Map.of());
        queues.send("q", "gone");
        queues.call("DeleteQueue", on("q"));

        Refused.with("AWS.SimpleQueueService.NonExistentQueue", "does not exist", () -> queues.attributes("q"));
        Refused.with(
                "AWS.SimpleQueueService.QueueDeletedRecently", "wait 60 seconds", () -> queues.create("q", Map.of()));
        queues.pass(Duration.ofMinutes(1));
        queues.create("q", Map.of());
        assertThat(queues.receive("q", 1)).isEmpty();
    }

    @Test
    void queuesAreListedInPagesByPrefix() {
        List.of("a1", "a2", "a3", "b").forEach(name -> queues.create(name, Map.of()));
        var first = queues.call(
                "ListQueues", JsonTrees.object().put("QueueNamePrefix", "a").put("MaxResults", 2));
        var second = queues.call(
                "ListQueues",
                JsonTrees.object()
                        .put("QueueNamePrefix", "a")
                        .put("MaxResults", 2)
                        .put("NextToken", first.get("NextToken").asText()));

        assertThat(names(first)).containsExactly("a1", "a2");
        assertThat(names(second)).containsExactly("a3");
        assertThat(second.has("NextToken")).isFalse();
        assertThat(names(queues.call("ListQueues", JsonTrees.object()))).hasSize(4);
        assertThat(queues.call("ListQueues", JsonTrees.object().put("QueueNamePrefix", "c")))
                .isEmpty();
    }

    private static List<String> names(ObjectNode answer) {
        return answer.get("QueueUrls")
                .valueStream()
                .map(JsonNode::asText)
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void aQueueIsNamedByItsUrlOfAnyHostOrByItsName() {
        queues.create("q", Map.of());
        for (String url : List.of("q", "http://elsewhere:1/000000000000/q", "/000000000000/q", "/000000000000/q/")) {
            queues.call("SendMessage", JsonTrees.object().put("QueueUrl", url).put("MessageBody", url));
        }

        assertThat(queues.counts("q").getFirst()).isEqualTo("4");
        Refused.with(
                "AWS.SimpleQueueService.NonExistentQueue",
                "does not exist",
                () -> queues.call("PurgeQueue", JsonTrees.object().put("QueueUrl", "http://x/111111111111/q")));
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        var create = JsonTrees.object().put("QueueName", "q");
        create.putObject("tags").put("team", "orders").put("stage", "test");
        queues.call("CreateQueue", create);
        var more = on("q");
        more.putObject("Tags").put("stage", "live").put("empty", "");
        queues.call("TagQueue", more);
        var fewer = on("q");
        fewer.putArray("TagKeys").add("team").add("unknown");
        queues.call("UntagQueue", fewer);

        assertThat(queues.call("ListQueueTags", on("q")).get("Tags"))
                .isEqualTo(JsonTrees.object().put("stage", "live").put("empty", ""));
    }

    @Test
    void permissionsAreStatementsOfThePolicy() {
        queues.create("q", Map.of());
        var permission = on("q").put("Label", "send");
        permission.putArray("AWSAccountIds").add("111111111111");
        permission.putArray("Actions").add("SendMessage").add("ReceiveMessage");
        queues.call("AddPermission", permission);

        assertThat(queues.attributes("q").get("Policy").asText())
                .isEqualTo(
                        "{\"Version\":\"2008-10-17\",\"Id\":\"%1$s/SQSDefaultPolicy\",\"Statement\":[{\"Sid\":\"send\","
                                        .formatted(arn("q"))
                                + "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111111111111:root\"},"
                                + "\"Action\":[\"SQS:SendMessage\",\"SQS:ReceiveMessage\"],\"Resource\":\"%s\"}]}"
                                        .formatted(arn("q")));
        Refused.with("InvalidParameterValue", "Already exists.", () -> queues.call("AddPermission", permission));
        queues.call("RemovePermission", on("q").put("Label", "send"));
        assertThat(queues.attributes("q").has("Policy")).isFalse();
        Refused.with(
                "InvalidParameterValue",
                "can't find label.",
                () -> queues.call("RemovePermission", on("q").put("Label", "send")));
    }

    @Test
    void aQueueHasAtMostFiftyTags() {
        var create = JsonTrees.object().put("QueueName", "q");
        var tags = create.putObject("tags");
        for (int i = 0; i < 51; i++) {
            tags.put("tag" + i, "");
        }

        Refused.with("InvalidParameterValue", "Too many tags added", () -> queues.call("CreateQueue", create));
        tags.remove("tag50");
        queues.call("CreateQueue", create);
        var more = on("q");
        more.putObject("Tags").put("tag50", "");
        Refused.with("InvalidParameterValue", "Too many tags added", () -> queues.call("TagQueue", more));
    }
}
