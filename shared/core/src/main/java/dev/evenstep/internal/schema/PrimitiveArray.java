package dev.evenstep.internal.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Reads an array of primitives element by element, each as it would be read alone. */
final class PrimitiveArray extends StdDeserializer<Object> {

    private static final long serialVersionUID = 1L;

    PrimitiveArray(Class<?> type) {
        super(type);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            throw MismatchedInputException.from(json, handledType(), "");
        }
        Class<?> component = handledType().getComponentType();
        JsonDeserializer<Object> reader =
                context.findContextualValueDeserializer(context.constructType(component), null);
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            try {
                elements.add(reader.deserialize(json, context));
            } catch (IOException unreadable) {
                throw JsonMappingException.wrapWithPath(unreadable, elements, elements.size());
            }
        }
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }
}
