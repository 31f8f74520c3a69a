package dev.evenstep.sqs.message;

import dev.evenstep.sqs.request.SqsError;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What a consumer is given with a message, to delete it by.
 *
 * @param queue the queue's own number
 * @param message its number in the queue
 * @param receive the how manyeth receive of the message gave it
 */
public record ReceiptHandle(long queue, long message, int receive) {

    private static final int MAGIC = 0x45765371;
    private static final int LENGTH = 2 * Integer.BYTES + 2 * Long.BYTES;

    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putInt(MAGIC)
                .putLong(queue)
                .putLong(message)
                .putInt(receive);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code ReceiptHandleIsInvalid} where it is none of this queue */
    public static ReceiptHandle parse(String text, long queue) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            if (bytes.remaining() == LENGTH && bytes.getInt() == MAGIC && bytes.getLong() == queue) {
                return new ReceiptHandle(queue, bytes.getLong(), bytes.getInt());
            }
        } catch (IllegalArgumentException e) {
            // told below, as any other text that is none
        }
        throw SqsError.of(
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"%s\" is not a valid receipt handle.".formatted(text));
    }
}
