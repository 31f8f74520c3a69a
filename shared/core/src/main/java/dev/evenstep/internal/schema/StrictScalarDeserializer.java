package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads a scalar from what it is written as, and refuses what Jackson would make it from besides. */
final class StrictScalarDeserializer extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    private final ScalarClass scalar;
    private final Class<?> type;

    StrictScalarDeserializer(ScalarClass scalar, Class<?> type, JsonDeserializer<?> reader) {
        super(reader);
        this.scalar = scalar;
        this.type = type;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new StrictScalarDeserializer(scalar, type, reader);
    }

    @Override
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return getNullValue(context);
        }
        if (!scalar.takes(json)) {
            throw mismatch(json);
        }
        JsonParser exact = scalar == ScalarClass.WHOLE && token == JsonToken.VALUE_NUMBER_FLOAT ? whole(json) : json;
        Object value = super.deserialize(exact, context);
        if (!isKept(value, exact)) {
            throw mismatch(json);
        }
        return value;
    }

    /** Jackson takes 200 for a byte, which is -56 then, and what is beyond a double becomes infinite in it. */
    private static boolean isKept(Object value, JsonParser json) throws IOException {
        return switch (value) {
            case Byte number -> number.intValue() == json.getIntValue();
            case Double number -> Double.isFinite(number);
            case Float number -> Float.isFinite(number);
            case OptionalDouble number -> number.isEmpty() || Double.isFinite(number.getAsDouble());
            default -> true;
        };
    }

    private JsonParser whole(JsonParser json) throws IOException {
        BigDecimal value = json.getDecimalValue().stripTrailingZeros();
        if (value.scale() > 0) {
            throw mismatch(json);
        }
        JsonParser whole = BigIntegerNode.valueOf(value.toBigIntegerExact()).traverse(json.getCodec());
        JsonToken unused = whole.nextToken();
        return whole;
    }

    private MismatchedInputException mismatch(JsonParser json) {
        return scalar == ScalarClass.WORD
                ? InvalidFormatException.from(json, "", "", type)
                : MismatchedInputException.from(json, type, "");
    }
}
