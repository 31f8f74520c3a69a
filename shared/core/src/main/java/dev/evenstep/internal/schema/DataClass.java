package dev.evenstep.internal.schema;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.evenstep.schema.EventType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a function's start whether data can be read into a class at all, and into whatever that holds. Jackson tells of it
 * only when the first event comes. Asks for the deserializers that the first event would need, which are kept, so that it
 * costs little but the time at which it is done.
 */
final class DataClass {

    private final String event;
    private final DeserializationConfig config;
    private final DeserializationContext context;
    private final Set<JavaType> seen = new HashSet<>();

    private DataClass(String event, ObjectMapper mapper) {
        this.event = event;
        this.config = mapper.getDeserializationConfig();
        this.context = ((DefaultDeserializationContext) mapper.getDeserializationContext()).createDummyInstance(config);
    }

    /** @throws InvalidSchemaException naming the class, the component and the reason */
    static void verify(EventType<?> type, ObjectMapper mapper) {
        DataClass data = new DataClass(type.name(), mapper);
        JavaType root = mapper.constructType(type.dataClass());
        data.verify(root, type.dataClass().getSimpleName());
        type.personal().keySet().forEach(field -> data.requireNullable(field, root));
    }

    /** What may be erased may be missing. */
    private void requireNullable(String field, JavaType root) {
        JavaType holder = root;
        SettableBeanProperty component = null;
        for (String name : field.split("\\.", -1)) {
            if (!hasComponents(holder)) {
                return;
            }
            component = component(holder, name);
            if (component == null) {
                throw new InvalidSchemaException(
                        event,
                        "Event type %s: %s is personal, and %s has no %s"
                                .formatted(
                                        event,
                                        field,
                                        element(holder).getRawClass().getSimpleName(),
                                        name));
            }
            holder = component.getType();
        }
        if (component != null && component.isRequired()) {
            throw new InvalidSchemaException(
                    event,
                    "Event type %s: %s is personal, and may be erased: make it @Nullable".formatted(event, field));
        }
    }

    private static JavaType element(JavaType holder) {
        JavaType type = holder;
        while (type.isContainerType() || type.isReferenceType()) {
            type = type.getContentType();
        }
        return type;
    }

    /** Not of a map, of any object, or of a class with a deserializer of its own. */
    private boolean hasComponents(JavaType holder) {
        return !holder.isMapLikeType() && deserializer(element(holder)) instanceof BeanDeserializerBase;
    }

    private @Nullable SettableBeanProperty component(JavaType holder, String name) {
        return deserializer(element(holder)) instanceof BeanDeserializerBase bean ? bean.findProperty(name) : null;
    }

    private JsonDeserializer<?> deserializer(JavaType type) {
        try {
            return context.findNonContextualValueDeserializer(type);
        } catch (JsonMappingException unreadable) {
            throw invalid(event, type, "cannot be read: " + unreadable.getOriginalMessage());
        }
    }

    private void verify(JavaType type, String place) {
        if (!seen.add(type)) {
            return;
        }
        try {
            if (type.isContainerType() || type.isReferenceType()) {
                if (type.isMapLikeType()) {
                    Object unused = context.findKeyDeserializer(type.getKeyType(), null);
                }
                verify(type.getContentType(), place + (type.isReferenceType() ? "" : "[]"));
            } else {
                verify(type, context.findNonContextualValueDeserializer(type), place);
            }
        } catch (JsonMappingException unreadable) {
            throw invalid(place, type, "cannot be read: " + unreadable.getOriginalMessage());
        }
    }

    private void verify(JavaType type, JsonDeserializer<?> deserializer, String place) throws JsonMappingException {
        if (deserializer instanceof AbstractDeserializer) {
            verifySubtypes(type, place);
        } else if (deserializer instanceof BeanDeserializerBase bean) {
            if (!bean.getValueInstantiator().canInstantiate()) {
                throw invalid(
                        place,
                        type,
                        ClassUtil.isNonStaticInnerClass(type.getRawClass())
                                ? "is an inner class, which belongs to an object of its outer one: make it static, or a record"
                                : "has no constructor that Jackson can call: make it a record, or annotate one with @JsonCreator");
            }
            verifyComponents(bean.creatorProperties(), place);
            verifyComponents(bean.properties(), place);
        }
    }

    private void verifyComponents(Iterator<SettableBeanProperty> components, String place) throws JsonMappingException {
        while (components.hasNext()) {
            SettableBeanProperty component = components.next();
            if (!hasItsOwnWay(component)) {
                verify(component.getType(), place + "." + component.getName());
            }
        }
    }

    /** By an annotation on the component itself. */
    private boolean hasItsOwnWay(SettableBeanProperty component) throws JsonMappingException {
        return config.getAnnotationIntrospector().findDeserializer(component.getMember()) != null
                || (component.hasValueTypeDeserializer() && !saysItsSubtypes(component.getType()));
    }

    private boolean saysItsSubtypes(JavaType type) throws JsonMappingException {
        return context.getFactory().findTypeDeserializer(config, type) != null;
    }

    private void verifySubtypes(JavaType type, String place) throws JsonMappingException {
        if (!saysItsSubtypes(type)) {
            throw invalid(
                    place,
                    type,
                    "is " + (type.isInterface() ? "an interface" : "abstract")
                            + ", and nothing says what to make of it: name a class, annotate it with @JsonTypeInfo,"
                            + " or give the function the module of Jackson that reads it");
        }
        BeanDescription described = config.introspectClassAnnotations(type);
        Collection<NamedType> subtypes =
                config.getSubtypeResolver().collectAndResolveSubtypesByClass(config, described.getClassInfo());
        for (NamedType subtype : subtypes) {
            if (subtype.getType() != type.getRawClass()) {
                verify(
                        config.constructType(subtype.getType()),
                        place + "(" + subtype.getType().getSimpleName() + ")");
            }
        }
    }

    private InvalidSchemaException invalid(String place, JavaType type, String reason) {
        return new InvalidSchemaException(
                event, "Event type %s: %s, of %s, %s".formatted(event, place, type.toCanonical(), reason));
    }
}
