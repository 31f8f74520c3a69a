package dev.evenstep.archive;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.consume.Consumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Event;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A consumer in order behind a queue, whose view shows every event that it saw, one behind the other. */
final class BalanceView {

    record Deposited(int cents) {}

    static final EventType<Deposited> DEPOSITED = EventType.of("bank", "Deposited", Deposited.class);

    private final ArchiveRig rig;
    private final String name;
    private final String queue;
    private final SqsFunction function;

    /** @param name the consumer's, and its view's */
    BalanceView(ArchiveRig rig, String name, String queue) {
        this.rig = rig;
        this.name = name;
        this.queue = queue;
        this.function = Evenstep.from(rig.environment)
                .withDynamoDb(() -> rig.dynamoDb)
                .withSqs(() -> rig.sqs)
                .withoutMetrics()
                .sqs(Consumer.transactional(name).on(DEPOSITED, this::effect).inOrder());
    }

    static String body(String account, int version, String time, int cents) {
        return """
                {"specversion":"1.0","id":"%s-%d","source":"bank","type":"Deposited","time":"%s","subject":"%s","entityversion":%d,"data":{"cents":%d}}""".formatted(account, version, time, account, version, cents);
    }

    private Effect effect(Event<Deposited> event) {
        ItemKey account = ItemKey.of("view", "view", name).and("account", Objects.requireNonNull(event.subject()));
        return Effect.of(Write.update(account)
                .add("cents", event.data().cents())
                .append(
                        "history",
                        event.data().cents() + " at " + event.envelope().time()));
    }

    void send(String body) {
        rig.sqs.sendMessage(request -> request.queueUrl(rig.url(queue)).messageBody(body));
    }

    /** As Lambda does, until nothing is to be seen in the queue. Answers how many messages there were. */
    int drain() {
        int handled = 0;
        for (List<Message> messages = receive(); !messages.isEmpty(); messages = receive()) {
            SQSEvent event = new SQSEvent();
            event.setRecords(messages.stream().map(this::record).toList());
            if (!function.handle(event, new FakeContext(30_000))
                    .getBatchItemFailures()
                    .isEmpty()) {
                throw new AssertionError("not all were handled");
            }
            messages.forEach(message -> rig.sqs.deleteMessage(
                    request -> request.queueUrl(rig.url(queue)).receiptHandle(message.receiptHandle())));
            handled += messages.size();
        }
        return handled;
    }

    private List<Message> receive() {
        return rig.sqs
                .receiveMessage(request -> request.queueUrl(rig.url(queue))
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private SQSMessage record(Message message) {
        SQSMessage record = new SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(new HashMap<>(message.attributesAsStrings()));
        record.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + queue);
        return record;
    }

    /** By account, all attributes. */
    Map<String, Map<String, AttributeValue>> view() {
        Map<String, Map<String, AttributeValue>> view = new TreeMap<>();
        rig.dynamoDb
                .query(request -> request.tableName("test-view")
                        .keyConditionExpression("#view = :view")
                        .expressionAttributeNames(Map.of("#view", "view"))
                        .expressionAttributeValues(Map.of(":view", AttributeValue.fromS(name))))
                .items()
                .forEach(item -> {
                    Map<String, AttributeValue> rest = new HashMap<>(item);
                    rest.remove("view");
                    view.put(Objects.requireNonNull(item.get("account")).s(), rest);
                });
        return view;
    }

    /** Of one account, as texts. */
    List<String> history(String account) {
        Map<String, AttributeValue> item = view().getOrDefault(account, Map.of());
        return item.containsKey("history")
                ? Objects.requireNonNull(item.get("history")).l().stream()
                        .map(AttributeValue::s)
                        .toList()
                : List.of();
    }
}
