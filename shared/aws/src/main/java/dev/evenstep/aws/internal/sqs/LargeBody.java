package dev.evenstep.aws.internal.sqs;

import dev.evenstep.spi.Delivery;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** A body that no message has room for. */
final class LargeBody {

    /** At the end of what is kept. */
    static final String MARK = "... (cut)";

    private LargeBody() {}

    /**
     * The delivery itself, where there is room for its body; else with the beginning of it.
     *
     * @param most bytes that there is room for
     * @param kept bytes of a body that is cut
     */
    static Delivery cut(Delivery delivery, int most, int kept) {
        String body = delivery.body();
        if (body.length() <= most / 3 || body.getBytes(StandardCharsets.UTF_8).length <= most) {
            return delivery;
        }
        ByteBuffer beginning = ByteBuffer.allocate(kept - MARK.length());
        CharBuffer whole = CharBuffer.wrap(body);
        var unused = StandardCharsets.UTF_8.newEncoder().encode(whole, beginning, false);
        return new Delivery(
                delivery.id(),
                body.substring(0, whole.position()) + MARK,
                delivery.group(),
                delivery.attempt(),
                delivery.sentAt(),
                delivery.attributes());
    }
}
