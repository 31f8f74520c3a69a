package dev.evenstep.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Topics: batches, dead letters, and what is said of them, through AWS's own client. */
@ExtendWith(SharedAws.class)
class TopicOperationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SnsClient sns;
    private final SqsClient sqs;
    private final String topic;

    TopicOperationsTest(SharedAws.Running aws) {
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
    void topicsAndSubscriptionsAreDescribedChangedAndRemoved() {
        var queue = subscribed(Map.of());
        var listed =
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions();
        var arn = listed.getFirst().subscriptionArn();
        var set = sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName("RawMessageDelivery").attributeValue("true"));
        var named = sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("DisplayName").attributeValue("News"));
        assertThat(List.of(set, named)).doesNotContainNull();

        assertThat(listed)
                .singleElement()
                .satisfies(one -> assertThat(one.endpoint()).isEqualTo(queue.arn()));
        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                        .attributes())
                .containsEntry("RawMessageDelivery", "true");
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("DisplayName", "News")
                .containsEntry("SubscriptionsConfirmed", "1");
        assertThat(sns.listTopics().topics()).anyMatch(one -> one.topicArn().equals(topic));

        var unused = sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .isEmpty();
        var deleted = sns.deleteTopic(request -> request.topicArn(topic));
        assertThat(List.of(unused, deleted)).doesNotContainNull();
        assertThatThrownBy(() -> publish("x", Map.of()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Topic does not exist");
        assertThatThrownBy(() -> sns.subscribe(
                        request -> request.topicArn(topic).protocol("email").endpoint("a@b")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aBatchTellsWhatFailed() {
        var queue = subscribed(Map.of("RawMessageDelivery", "true"));
        var answer = sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("a").message("1").build(),
                        PublishBatchRequestEntry.builder()
                                .id("b")
                                .message("2")
                                .messageDeduplicationId("no")
                                .build()));

        assertThat(answer.successful())
                .singleElement()
                .satisfies(sent -> assertThat(sent.id()).isEqualTo("a"));
        assertThat(answer.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("b");
            assertThat(failed.code()).isEqualTo("InvalidParameter");
            assertThat(failed.senderFault()).isTrue();
        });
        assertThat(received(queue, 1)).extracting(Message::body).containsExactly("1");
    }

    @Test
    void eachProtocolHasItsText() {
        var queue = subscribed(Map.of("RawMessageDelivery", "true"));
        var unused = sns.publish(request -> request.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"d\",\"sqs\":\"q\",\"email\":\"e\"}"));

        assertThat(received(queue, 1)).extracting(Message::body).containsExactly("q");
        assertThatThrownBy(() -> sns.publish(request ->
                        request.topicArn(topic).messageStructure("json").message("{\"sqs\":\"q\"}")))
                .hasMessageContaining("No default entry in JSON message body");
    }

    @Test
    void whatCannotBeDeliveredIsADeadLetter() throws Exception {
        var letters = Queue.create(sqs, Map.of());
        var gone = subscribed(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"%s\"}".formatted(letters.arn())));
        var unused = sqs.deleteQueue(request -> request.queueUrl(gone.url()));
        publish("lost", Map.of());

        var letter = received(letters, 1).getFirst();
        assertThat(JSON.readTree(letter.body()).path("Message").asText()).isEqualTo("lost");
        assertThat(letter.messageAttributes()).containsKeys("RequestID", "ErrorCode", "ErrorMessage");
    }
}
