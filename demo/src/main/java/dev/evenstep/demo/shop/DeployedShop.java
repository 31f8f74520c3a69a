package dev.evenstep.demo.shop;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.encryption.KmsSubjectKeys;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.eventstore.dynamodb.DynamoDbViewStore;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.spi.SubjectKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The shop as its template deploys it: every name begins with the stack's. */
public final class DeployedShop {

    /** All of its tables, as {@link #table} takes them. */
    public static final List<String> TABLES = List.of(
            "events",
            "views",
            "stock",
            "reservations",
            "payments",
            "declines",
            "order-status",
            "audit",
            "idempotency",
            "parked",
            "outbox",
            "subject-keys");

    /** The functions behind queues, which are named like them. */
    public static final List<String> CONSUMERS = List.of(
            "place-order",
            "fulfil-order",
            "reserve-stock",
            "charge-payment",
            "settle-order",
            "detect-fraud",
            "track-order");

    /** The other functions that work by themselves, and whose logs tell of it. */
    public static final List<String> OTHERS = List.of(
            "order-log",
            "catch-up-order-log",
            "sweep-order-log",
            "show-orders",
            "publish-outbox",
            "sweep-outbox",
            "audit-events");

    /** Behind its queue time-outs are hidden until they are due. */
    public static final String SAGAS = "fulfil-order";

    /** Those of them that consume in order, and so park events. */
    public static final Set<String> IN_ORDER = Set.of("track-order");

    private static final String COMMANDS = "place-order";

    private final String stack;
    private final AwsClients clients;
    private final Map<String, String> queueUrls = new ConcurrentHashMap<>();

    public DeployedShop(String stack, AwsClients clients) {
        this.stack = stack;
        this.clients = clients;
    }

    public AwsClients clients() {
        return clients;
    }

    public String table(String name) {
        return stack + "-" + name;
    }

    public String bus() {
        return stack + "-events";
    }

    public String function(String name) {
        return stack + "-" + name;
    }

    /** Customers' keys, as the function has them that takes orders. */
    public SubjectKeys subjectKeys() {
        Map<String, String> variables = clients.lambda()
                .getFunctionConfiguration(request -> request.functionName(function(COMMANDS)))
                .environment()
                .variables();
        return KmsSubjectKeys.of(
                clients.dynamoDb(),
                clients.kms(),
                table("subject-keys"),
                variables.getOrDefault("SUBJECT_KEYS_KMS_KEY_ID", ""));
    }

    /** Orders and their fulfilments, each a stream. */
    public EventStore eventStore() {
        return DynamoDbEventStore.of(clients.dynamoDb(), table("events"), EventStoreOptions.defaults());
    }

    /** What was made of them. */
    public ViewStore viewStore() {
        return DynamoDbViewStore.of(clients.dynamoDb(), table("views"));
    }

    /** The URL of the queue that a consumer is behind. */
    public String queueUrl(String consumer) {
        return url(stack + "-" + consumer + suffix(consumer));
    }

    /** The URL of a function's dead-letter queue, or of the rules'. */
    public String deadLetterQueueUrl(String name) {
        return url(stack + "-" + name + "-dlq" + suffix(name));
    }

    /** Every dead-letter queue, by the function that it belongs to; {@code rules} for the rules'. */
    public List<String> deadLetterQueues() {
        return List.of(
                "place-order",
                "fulfil-order",
                "reserve-stock",
                "charge-payment",
                "settle-order",
                "detect-fraud",
                "track-order",
                "order-log",
                "publish-outbox",
                "audit-events",
                "rules");
    }

    private static String suffix(String consumer) {
        return consumer.equals(COMMANDS) ? ".fifo" : "";
    }

    private String url(String queueName) {
        return queueUrls.computeIfAbsent(queueName, name -> {
            try {
                return clients.sqs()
                        .getQueueUrl(request -> request.queueName(name))
                        .queueUrl();
            } catch (QueueDoesNotExistException missing) {
                throw new IllegalStateException(
                        "There is no queue " + name + " here: deploy the stack " + stack + " first, or name another",
                        missing);
            }
        });
    }
}
