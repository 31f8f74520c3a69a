package dev.evenstep.aws;

import dev.evenstep.aws.internal.pipes.Pipes;
import dev.evenstep.spi.Source;

/**
 * What pipes of EventBridge bring, by the source that a pipe has: to be handed to {@link Evenstep#source}. The function takes Lambda's bytes
 * and answers bytes, as a {@code RequestStreamHandler} has them. A record is as its source has it, or what the pipe's input transformer
 * made of it: an envelope, or what a mapping makes one of. What did not settle is named to the pipe, so that nothing else comes again,
 * where the pipe can be told and the record still has its {@code messageId} or {@code eventID}.
 */
public final class PipeSources {

    private PipeSources() {}

    /** A queue's messages. In a FIFO queue, the order is that of the message group. */
    public static Source<byte[], byte[]> sqs() {
        return Pipes.sqs();
    }

    /** A Kinesis stream's records. The order is that of the partition key. */
    public static Source<byte[], byte[]> kinesis() {
        return Pipes.kinesis();
    }

    /**
     * A table's changes, as {@link EventSources#dynamoDbChanges} has them. The order is that of an item.
     *
     * @param name what an item of the table is called: 1 to 64 letters and digits
     */
    public static Source<byte[], byte[]> dynamoDbChanges(String name) {
        return Pipes.dynamoDb(name);
    }

    /** Kafka's records, of Amazon MSK or of other brokers. The order is that of a partition's key. A batch comes again as a whole. */
    public static Source<byte[], byte[]> kafka() {
        return Pipes.kafka();
    }

    /** RabbitMQ's messages. A batch comes again as a whole, unless there is a queue of retries. */
    public static Source<byte[], byte[]> rabbitMq() {
        return Pipes.rabbitMq();
    }

    /** ActiveMQ's messages. A batch comes again as a whole, unless there is a queue of retries. */
    public static Source<byte[], byte[]> activeMq() {
        return Pipes.activeMq();
    }
}
