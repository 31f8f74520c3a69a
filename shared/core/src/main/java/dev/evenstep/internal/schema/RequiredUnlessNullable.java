package dev.evenstep.internal.schema;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what JSpecify tells the compiler: a record's component is required unless it is {@code @Nullable} or an
 * optional, and what it holds is not null unless that is {@code @Nullable}.
 */
final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return (member instanceof AnnotatedParameter parameter && isRecordComponent(parameter))
                ? Boolean.valueOf(!mayBeMissing(parameter))
                : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter && isRecordComponent(parameter))) {
            return super.findSetterInfo(annotated);
        }
        return JsonSetter.Value.construct(
                mayBeMissing(parameter) ? Nulls.SET : Nulls.FAIL,
                isNullable(content(type(parameter))) ? Nulls.SET : Nulls.FAIL);
    }

    private static boolean isRecordComponent(AnnotatedParameter parameter) {
        return parameter.getDeclaringClass().isRecord();
    }

    private static boolean mayBeMissing(AnnotatedParameter parameter) {
        return isNullable(type(parameter)) || OPTIONALS.contains(parameter.getRawType());
    }

    private static AnnotatedType type(AnnotatedParameter parameter) {
        Executable constructor = (Executable) parameter.getOwner().getMember();
        return constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
    }

    private static boolean isNullable(@Nullable AnnotatedType type) {
        return type != null && type.isAnnotationPresent(Nullable.class);
    }

    /** What a list, a map or an array holds; null where the type does not say. */
    private static @Nullable AnnotatedType content(AnnotatedType type) {
        return switch (type) {
            case AnnotatedParameterizedType generic ->
                generic.getAnnotatedActualTypeArguments()[generic.getAnnotatedActualTypeArguments().length - 1];
            case AnnotatedArrayType array -> array.getAnnotatedGenericComponentType();
            default -> null;
        };
    }
}
