package dev.evenstep.internal.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.event.Envelope;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * What an event says, as 22 characters: the first 128 bits of the SHA-256 of its type and its data, in Base64 for URLs
 * without padding. The order of keys and the notation of numbers make no difference (1, 1.0 and 1E0 are one number);
 * everything else does, and so does null beside absent. Taken of an event as it came, before upcasting.
 *
 * <p>Every part is hashed after its kind and its length, so that no two contents are the same sequence of bytes.
 */
public final class Fingerprint {

    private static final int BYTES = 16;
    private static final Comparator<String> BY_CODE_POINT = Fingerprint::compare;

    private byte[] content = new byte[1_024];
    private int length;

    private Fingerprint() {}

    public static String of(Envelope event) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.text(event.type());
        fingerprint.value(PlainJson.of(EventEnvelope.of(event).tree(), "data"));
        return fingerprint.text();
    }

    private String text() {
        MessageDigest digest = sha256();
        digest.update(content, 0, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }

    private void value(JsonNode value) {
        switch (value) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> {
                begin('[', array.size());
                for (JsonNode element : array) {
                    value(element);
                }
            }
            case TextNode text -> text(text.textValue());
            case NumericNode number -> number(number.decimalValue());
            default -> begin(value.isNull() ? 'n' : value.booleanValue() ? 't' : 'f', 0);
        }
    }

    private void object(ObjectNode object) {
        begin('{', object.size());
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(BY_CODE_POINT);
        for (String name : names) {
            text(name);
            value(object.get(name));
        }
    }

    /** As UTF-16, which keeps the halves of surrogate pairs that UTF-8 has no bytes for. */
    private void text(String text) {
        begin('s', text.length());
        makeRoom(text.length() * Character.BYTES);
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void number(BigDecimal number) {
        BigDecimal value = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        byte[] unscaled = value.unscaledValue().toByteArray();
        begin('d', unscaled.length);
        makeRoom(unscaled.length);
        System.arraycopy(unscaled, 0, content, length, unscaled.length);
        length += unscaled.length;
        begin('e', value.scale());
    }

    private void begin(char kind, int number) {
        makeRoom(Character.BYTES + Integer.BYTES);
        put(kind);
        put((char) (number >>> Character.SIZE));
        put((char) number);
    }

    private void put(char unit) {
        content[length] = (byte) (unit >>> Byte.SIZE);
        content[length + 1] = (byte) unit;
        length += Character.BYTES;
    }

    private void makeRoom(int bytes) {
        if (content.length - length < bytes) {
            content = Arrays.copyOf(content, 2 * content.length + bytes);
        }
    }

    private static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int at = 0;
        while (at < shorter && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (at == shorter) {
            return Integer.compare(one.length(), other.length());
        }
        int point = at > 0 && Character.isHighSurrogate(one.charAt(at - 1)) ? at - 1 : at;
        return Integer.compare(one.codePointAt(point), other.codePointAt(point));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
