package dev.evenstep.testkit.local;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.evenstep.local.iam.RoleUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Has a function behind a queue do all that such functions do, as its role in the template: events for the first time, at
 * the same time as another instance, and again; what is malformed; while the database is away, also at the last receive;
 * what fails of itself until it is given up. What comes of it is how the function made use of its role: a test asserts that
 * nothing was denied, and that nothing is allowed that was not asked for.
 */
public final class QueueFunctionExercise {

    private static final String MALFORMED = "{}";

    private final LocalAwsExtension aws;
    private final String function;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final String queue;

    private QueueFunctionExercise(LocalAwsExtension aws, String function) {
        this.aws = aws;
        this.function = function;
        this.dynamoDb = aws.client(DynamoDbClient.builder()).build();
        this.sqs = aws.client(SqsClient.builder()).build();
        String arn = aws.queueArnOf(function);
        this.queue = sqs.getQueueUrl(request -> request.queueName(arn.substring(arn.lastIndexOf(':') + 1)))
                .queueUrl();
    }

    /**
     * What an instance of the function is made of.
     *
     * @param environment the template's variables; what has failed once is given up
     */
    public record Parts(Map<String, String> environment, DynamoDbClient dynamoDb, SqsClient sqs) {}

    /** @param function its {@code FunctionName} in the template of {@code aws}, whose stack is {@code test} */
    public static QueueFunctionExercise of(LocalAwsExtension aws, String function) {
        return new QueueFunctionExercise(aws, function);
    }

    /**
     * @param newInstance as the handler's constructor makes it, and how it handles messages
     * @param events as they stand in messages, two at least that are applied, in the order in which they come
     */
    public RoleUse run(Function<Parts, Function<SQSEvent, SQSBatchResponse>> newInstance, List<String> events) {
        Disturbance disturbance = new Disturbance();
        Function<SQSEvent, SQSBatchResponse> one = newInstance.apply(parts(disturbance));
        Function<SQSEvent, SQSBatchResponse> other = newInstance.apply(parts(new Disturbance()));
        String first = events.getFirst();

        disturbance.once(SdkRequest.class, request -> handle(other, message(first)));
        handle(one, message(first));
        disturbance.once(SdkRequest.class, QueueFunctionExercise::fail);
        handle(one, message(first));
        disturbance.once(TransactWriteItemsRequest.class, this::takeTheVersion);
        events.stream().skip(1).forEach(event -> handle(one, message(event)));
        handle(one, message(MALFORMED));

        disturbance.always(QueueFunctionExercise::throttle);
        handle(one, message(first));
        handle(one, messageOfTheLastReceive(first));
        disturbance.always(QueueFunctionExercise::fail);
        handle(one, message(first));
        return aws.roleOf(function);
    }

    private Parts parts(Disturbance disturbance) {
        Map<String, String> environment = new HashMap<>(aws.environmentOf(function));
        environment.put("RETRY_ATTEMPTS", "1");
        return new Parts(
                environment,
                aws.clientOf(
                                function,
                                DynamoDbClient.builder()
                                        .overrideConfiguration(config -> config.addExecutionInterceptor(disturbance)))
                        .build(),
                aws.clientOf(function, SqsClient.builder()).build());
    }

    /** What has failed is not received again. */
    private static void handle(Function<SQSEvent, SQSBatchResponse> instance, SQSEvent messages) {
        SQSBatchResponse unused = instance.apply(messages);
    }

    /** Somebody else publishes about the same entity. */
    private void takeTheVersion(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest commit) {
            commit.transactItems().stream()
                    .map(TransactWriteItem::put)
                    .filter(put -> put != null
                            && put.tableName()
                                    .equals(aws.environmentOf(function).get("OUTBOX_TABLE")))
                    .forEach(put -> dynamoDb.putItem(
                            row -> row.tableName(put.tableName()).item(put.item())));
        }
    }

    private static void throttle(SdkRequest request) {
        throw ProvisionedThroughputExceededException.builder()
                .message("The table is throttled by the exercise")
                .build();
    }

    /** Whatever is not the count of failures. */
    private static void fail(SdkRequest request) {
        if (!request.toString().contains("attempts#")) {
            throw new IllegalStateException("The function fails by the exercise");
        }
    }

    /** Sent to the queue, received from it, and as Lambda's mapping hands it over. */
    private SQSEvent message(String body) {
        return message(body, Map.of());
    }

    private SQSEvent messageOfTheLastReceive(String body) {
        String most = aws.environmentOf(function).getOrDefault("MAX_RECEIVE_COUNT", "1000");
        return message(body, Map.of("ApproximateReceiveCount", most));
    }

    private SQSEvent message(String body, Map<String, String> attributes) {
        boolean fifo = queue.endsWith(".fifo");
        String id = Integer.toString(body.hashCode()) + System.nanoTime();
        sqs.sendMessage(request -> request.queueUrl(queue)
                .messageBody(body)
                .messageGroupId(fifo ? id : null)
                .messageDeduplicationId(fifo ? id : null));
        Message message = sqs.receiveMessage(request -> request.queueUrl(queue)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        SQSMessage handed = new SQSMessage();
        handed.setMessageId(message.messageId());
        handed.setReceiptHandle(message.receiptHandle());
        handed.setBody(message.body());
        handed.setEventSourceArn(aws.queueArnOf(function));
        Map<String, String> all = new HashMap<>(message.attributesAsStrings());
        all.putAll(attributes);
        handed.setAttributes(all);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(handed));
        return event;
    }
}
