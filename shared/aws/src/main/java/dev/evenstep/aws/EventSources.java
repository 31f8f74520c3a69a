package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.aws.internal.eventbridge.CustomBusEvents;
import dev.evenstep.aws.internal.source.ActiveMqMessages;
import dev.evenstep.aws.internal.source.DynamoDbChanges;
import dev.evenstep.aws.internal.source.HttpFormats;
import dev.evenstep.aws.internal.source.KafkaRecords;
import dev.evenstep.aws.internal.source.KinesisRecords;
import dev.evenstep.aws.internal.source.RabbitMqMessages;
import dev.evenstep.aws.internal.source.S3Objects;
import dev.evenstep.aws.internal.source.SnsMessages;
import dev.evenstep.spi.Source;
import java.util.Map;
import java.util.Set;

/**
 * What invokes functions, besides the queues, rules and outboxes that {@link Evenstep} has methods of their own for: to be handed to
 * {@link Evenstep#source}. CloudEvents are read in JSON everywhere, and with their attributes in headers where there are headers.
 */
public final class EventSources {

    private EventSources() {}

    /**
     * A stream of Kinesis, with aggregated records of its producer library too. The order is that of the partition key. Needs {@code
     * ReportBatchItemFailures} on the event source mapping.
     */
    public static Source<KinesisEvent, StreamsEventResponse> kinesis() {
        return new KinesisRecords();
    }

    /**
     * Topics of Kafka, of Amazon MSK and of other brokers. The order is that of a partition's key. Needs {@code
     * ReportBatchItemFailures} on the event source mapping, which Lambda has in provisioned mode.
     */
    public static Source<KafkaEvent, Map<String, Object>> kafka() {
        return new KafkaRecords();
    }

    /**
     * Changes of a table's items as events {@code <name>Inserted}, {@code <name>Modified} and {@code <name>Removed}, with {@code keys},
     * {@code newImage}, {@code oldImage} and {@code expired} as their data. The order is that of an item. Needs {@code
     * ReportBatchItemFailures} on the event source mapping.
     *
     * @param name what an item of the table is called: 1 to 64 letters and digits
     */
    public static Source<DynamodbEvent, StreamsEventResponse> dynamoDbChanges(String name) {
        return new DynamoDbChanges(name);
    }

    /** Queues of RabbitMQ, by Amazon MQ. A batch that fails in part comes again as a whole, unless there is a queue of retries. */
    public static Source<RabbitMQEvent, String> rabbitMq() {
        return new RabbitMqMessages();
    }

    /** Queues of ActiveMQ, by Amazon MQ. A batch that fails in part comes again as a whole, unless there is a queue of retries. */
    public static Source<ActiveMQEvent, String> activeMq() {
        return new ActiveMqMessages();
    }

    /**
     * CloudEvents over HTTP, in binary, structured and batched mode: of a function URL or an HTTP API. It authenticates nobody:
     * that is the URL's or the API's to do.
     *
     * @param origins who may deliver, as webhooks ask before they do: {@code eventgrid.azure.net}
     */
    public static Source<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http(String... origins) {
        return HttpFormats.second(Set.of(origins));
    }

    /** The same of a REST API. */
    public static Source<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> restApi(String... origins) {
        return HttpFormats.first(Set.of(origins));
    }

    /**
     * Topics of SNS that invoke the function. Takes Lambda's bytes, as a {@code RequestStreamHandler} has them. An invocation that fails
     * comes again, twice, and then goes to the function's failure destination; with a queue of retries it need not fail.
     */
    public static Source<byte[], byte[]> sns() {
        return new SnsMessages();
    }

    /** Buckets of S3 that invoke the function: an event for each object. As {@link #sns} otherwise. */
    public static Source<byte[], byte[]> s3() {
        return new S3Objects();
    }

    /**
     * EventBridge's custom event bus ({@code AWS::EventsV2}), by an unordered subscriber that delivers events alone or with their
     * metadata. Takes Lambda's bytes. A batch comes again as a whole, unless there is a queue of retries.
     */
    public static Source<byte[], byte[]> customEventBus() {
        return new CustomBusEvents(false);
    }

    /**
     * The same by a FIFO subscriber. The order is that of the event group, of which the subscriber tells by {@code WITH_METADATA} only; its
     * batches are never handed to a queue of retries, which would lose it.
     */
    public static Source<byte[], byte[]> customEventBusFifo() {
        return new CustomBusEvents(true);
    }
}
