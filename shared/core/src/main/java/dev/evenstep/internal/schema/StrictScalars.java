package dev.evenstep.internal.schema;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.EnumDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.type.ArrayType;

/** Has every scalar read uncoerced, wherever it stands: in a component, a list, a map, an optional. */
final class StrictScalars extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
        ScalarClass scalar = ScalarClass.of(bean.getBeanClass(), deserializer);
        return scalar == null ? deserializer : new StrictScalarDeserializer(scalar, bean.getBeanClass(), deserializer);
    }

    /** Constants are written as their names, unless the enum says otherwise. */
    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> deserializer) {
        AnnotatedMember value = bean.findJsonValueAccessor();
        boolean isWritten = deserializer instanceof EnumDeserializer
                && (value == null || value.getRawType().equals(String.class));
        return isWritten
                ? new StrictScalarDeserializer(ScalarClass.WORD, type.getRawClass(), deserializer)
                : deserializer;
    }

    /** Jackson's own for primitives read their elements themselves. Bytes are Base64, and characters text. */
    @Override
    public JsonDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config, ArrayType type, BeanDescription bean, JsonDeserializer<?> deserializer) {
        Class<?> component = type.getContentType().getRawClass();
        boolean isText = component == byte.class || component == char.class;
        return component.isPrimitive() && !isText ? new PrimitiveArray(type.getRawClass()) : deserializer;
    }
}
