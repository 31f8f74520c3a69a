package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Calendar;
import java.util.Date;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a class that is written as one JSON value takes, and nothing else: no text for a number, no number for text. */
enum ScalarClass {
    /** A number without decimals by its value, as JSON Schema has it: 1.0 is one, 1.5 is none. */
    WHOLE,
    NUMBER,
    TRUTH,
    /** Any text, the empty one too. */
    TEXT,
    /** One character, a space too. */
    LETTER,
    /** Text that says something, without space around it. */
    WORD;

    private static final Set<Class<?>> WHOLES = Set.of(
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class,
            AtomicInteger.class,
            AtomicLong.class,
            OptionalInt.class,
            OptionalLong.class);
    private static final Set<Class<?>> NUMBERS = Set.of(
            float.class, Float.class, double.class, Double.class, BigDecimal.class, Number.class, OptionalDouble.class);
    private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class, AtomicBoolean.class);
    private static final Set<Class<?>> TEXTS = Set.of(String.class, CharSequence.class);

    /** Null for what is no scalar. */
    static @Nullable ScalarClass of(Class<?> type, JsonDeserializer<?> deserializer) {
        ScalarClass scalar = of(type);
        return scalar == null && deserializer instanceof FromStringDeserializer<?> ? WORD : scalar;
    }

    /** Null for what is none, or one that only its deserializer knows. */
    static @Nullable ScalarClass of(Class<?> type) {
        if (WHOLES.contains(type)) {
            return WHOLE;
        }
        if (NUMBERS.contains(type)) {
            return NUMBER;
        }
        if (TRUTHS.contains(type)) {
            return TRUTH;
        }
        if (TEXTS.contains(type)) {
            return TEXT;
        }
        if (type == char.class || type == Character.class) {
            return LETTER;
        }
        boolean isWord = type.getPackageName().equals("java.time")
                || Date.class.isAssignableFrom(type)
                || Calendar.class.isAssignableFrom(type);
        return isWord ? WORD : null;
    }

    boolean takes(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (this) {
            case WHOLE, NUMBER -> token.isNumeric();
            case TRUTH -> token.isBoolean();
            case TEXT -> token == JsonToken.VALUE_STRING;
            case LETTER -> token == JsonToken.VALUE_STRING && json.getText().length() == 1;
            case WORD -> token == JsonToken.VALUE_STRING && isWord(json.getText());
        };
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.strip().length() == text.length();
    }
}
