package dev.evenstep.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;

/**
 * What an event says, as 22 characters: the first 128 bits of the SHA-256 of its type and its data, in Base64 for URLs
 * without padding. The order of keys and the notation of numbers make no difference (1, 1.0 and 1E0 are one number);
 * everything else does, and so does null beside absent. Taken of an event as it came, before upcasting.
 *
 * <p>Every part is hashed after its kind and its length, so that no two contents are the same sequence of bytes.
 */
public final class Fingerprint {

    private static final int BYTES = 16;
    private static final Comparator<String> BY_CODE_POINT = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    public static String of(Envelope event) {
        Fingerprint fingerprint = new Fingerprint(sha256());
        fingerprint.text(event.type());
        fingerprint.value(PlainJson.of(event.data(), "data"));
        return fingerprint.text();
    }

    private String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    private void value(JsonNode value) {
        switch (value) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> {
                begin('[', array.size());
                array.forEach(this::value);
            }
            case TextNode text -> text(text.textValue());
            case NumericNode number -> number(number.decimalValue());
            default -> begin(value.isNull() ? 'n' : value.booleanValue() ? 't' : 'f', 0);
        }
    }

    private void object(ObjectNode object) {
        begin('{', object.size());
        object.propertyStream()
                .sorted((one, other) -> BY_CODE_POINT.compare(one.getKey(), other.getKey()))
                .forEach(property -> {
                    text(property.getKey());
                    value(property.getValue());
                });
    }

    /** As UTF-16, which keeps the halves of surrogate pairs that UTF-8 has no bytes for. */
    private void text(String text) {
        begin('s', text.length());
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        digest.update(bytes);
    }

    private void number(BigDecimal number) {
        BigDecimal value = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        byte[] unscaled = value.unscaledValue().toByteArray();
        begin('d', unscaled.length);
        digest.update(unscaled);
        begin('e', value.scale());
    }

    private void begin(char kind, int length) {
        digest.update(ByteBuffer.allocate(Character.BYTES + Integer.BYTES)
                .putChar(kind)
                .putInt(length)
                .flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
