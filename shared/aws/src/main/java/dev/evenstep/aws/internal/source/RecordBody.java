package dev.evenstep.aws.internal.source;

import dev.evenstep.spi.Delivery;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record's content. Bytes that are no UTF-8, or text that should have been Base64 and is not, are nobody's to read: they
 * are kept, and say so.
 *
 * @param text the content, or Base64 of it
 * @param isText whether it is the content itself
 */
public record RecordBody(String text, boolean isText) {

    /** What SQS takes in an attribute's value ("SendMessage", Amazon SQS API reference). */
    private static final Pattern SENDABLE = Pattern.compile("[\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]*");

    static final RecordBody EMPTY = new RecordBody("", true);

    /** Bytes that only look like text, as those of Avro may, have control characters, which no JSON has and no message takes. */
    public static RecordBody ofText(String text) {
        return text.chars().anyMatch(RecordBody::isControl)
                ? new RecordBody(base64(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), false)
                : new RecordBody(text, true);
    }

    private static boolean isControl(int character) {
        return character < ' ' && character != '\t' && character != '\n' && character != '\r';
    }

    static RecordBody of(ByteBuffer bytes) {
        try {
            return ofText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException noText) {
            return new RecordBody(base64(bytes), false);
        }
    }

    static String base64(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1
                .decode(Base64.getEncoder().encode(bytes.duplicate()))
                .toString();
    }

    /** @param base64 null as nothing */
    public static RecordBody ofBase64(@Nullable String base64) {
        if (base64 == null) {
            return EMPTY;
        }
        try {
            return of(ByteBuffer.wrap(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException broken) {
            return new RecordBody(base64, false);
        }
    }

    /**
     * A record's key as an attribute that a message of SQS can have: text without control characters.
     *
     * @param base64 what stands for a key that is no such text; null: nothing does
     */
    static Map<String, Delivery.Attribute> key(@Nullable String key, @Nullable String base64) {
        String text = key == null || SENDABLE.matcher(key).matches() ? key : base64;
        return text == null || text.isEmpty() ? Map.of() : Map.of(Delivery.KEY, new Delivery.Attribute("String", text));
    }

    /** A delivery's attributes, with what must be said of the body. */
    public Map<String, Delivery.Attribute> marked(Map<String, Delivery.Attribute> attributes) {
        if (isText) {
            return attributes;
        }
        Map<String, Delivery.Attribute> all = new HashMap<>(attributes);
        all.put(Delivery.ENCODING, new Delivery.Attribute(Delivery.SYSTEM, Delivery.BASE64));
        return all;
    }
}
