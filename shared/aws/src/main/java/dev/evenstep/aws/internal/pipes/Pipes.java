package dev.evenstep.aws.internal.pipes;

import dev.evenstep.spi.Source;

/** What pipes bring, by the source that they have. */
public final class Pipes {

    private Pipes() {}

    public static Source<byte[], byte[]> sqs() {
        return new PipedRecords<>(new PipedSqs());
    }

    public static Source<byte[], byte[]> kinesis() {
        return new PipedRecords<>(new PipedKinesis());
    }

    public static Source<byte[], byte[]> dynamoDb(String name) {
        return new PipedRecords<>(new PipedDynamoDb(name));
    }

    public static Source<byte[], byte[]> kafka() {
        return new PipedRecords<>(new PipedKafka());
    }

    public static Source<byte[], byte[]> rabbitMq() {
        return new PipedRecords<>(new PipedRabbitMq());
    }

    public static Source<byte[], byte[]> activeMq() {
        return new PipedRecords<>(new PipedActiveMq());
    }
}
