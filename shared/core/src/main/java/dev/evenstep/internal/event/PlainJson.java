package dev.evenstep.internal.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose numbers keep their value and are written plainly, whatever way they came: {@code 1E+2} is {@code 100},
 * {@code 1E-10} is {@code 0.0000000001}, {@code 1.50} stays {@code 1.50}. The one place where trees become text:
 * {@code JsonNode.toString()} writes {@code 1E+2}, and text for what is no number.
 */
public final class PlainJson {

    /** What Jackson's readers take by default (StreamReadConstraints); ours does so too. */
    private static final int LONGEST_NUMBER = 1_000;

    /** Characters that a text has room for at first. */
    private static final int INITIAL = 512;

    private static final JsonMapper MAPPER = JsonMapper.builder(factory())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private PlainJson() {}

    /**
     * The tree with its numbers in one form each: integers where they have no decimals and were not written with any,
     * decimals as they came. The same tree where they are in it already, else a copy.
     *
     * @param place how the tree is called in a failure, such as {@code data}
     * @throws PermanentFailure {@link Reason#TOO_LARGE} for a number of more than 1,000 characters when written plainly, and
     *     {@link Reason#UNREADABLE_DATA} for NaN, the infinities and objects that are no JSON; it names the place and
     *     not the value
     */
    public static JsonNode of(JsonNode tree, String place) {
        return isPlain(tree) ? tree : plain(tree, new Place(null, place));
    }

    /** The same for an object. */
    public static ObjectNode of(ObjectNode tree, String place) {
        return isPlain(tree) ? tree : object(tree, new Place(null, place));
    }

    /**
     * The tree as JSON text.
     *
     * @throws PermanentFailure as {@link #of(JsonNode, String)} does
     */
    public static String text(JsonNode tree, String place) {
        JsonNode plain = of(tree, place);
        return text(json -> json.writeTree(plain));
    }

    /**
     * A value as JSON text, without a tree in between.
     *
     * @throws IOException for what {@link #of(JsonNode, String)} refuses, which says where that is, and for what cannot be
     *     written at all
     */
    public static String text(ObjectWriter writer, Object value) throws IOException {
        try (StringWriter text = new StringWriter(INITIAL);
                JsonGenerator json = new PlainGenerator(writer.createGenerator(text))) {
            writer.writeValue(json, value);
            json.flush();
            return text.toString();
        }
    }

    /** Of readers and writers that share their buffers among all threads. */
    public static JsonFactory factory() {
        return JsonFactory.builder().recyclerPool(buffers()).build();
    }

    /** Jackson keeps its buffers by thread, and a record's virtual thread would make them anew. */
    static RecyclerPool<BufferRecycler> buffers() {
        return JsonRecyclerPools.newConcurrentDequePool();
    }

    /** What is written, as text; trees within it must be plain. */
    static String text(Writing writing) {
        try (StringWriter text = new StringWriter(INITIAL);
                JsonGenerator json = MAPPER.createGenerator(text)) {
            writing.to(json);
            json.flush();
            return text.toString();
        } catch (IOException impossible) {
            throw new IllegalStateException("Plain JSON could not be written", impossible);
        }
    }

    interface Writing {

        void to(JsonGenerator json) throws IOException;
    }

    private static boolean isPlain(JsonNode tree) {
        return switch (tree) {
            case TextNode text -> true;
            case IntNode number -> true;
            case LongNode number -> !number.canConvertToInt();
            case DecimalNode number -> isPlain(number.decimalValue());
            case ContainerNode<?> container -> {
                for (JsonNode child : container) {
                    if (!isPlain(child)) {
                        yield false;
                    }
                }
                yield true;
            }
            case BooleanNode truth -> true;
            case NullNode none -> true;
            default -> false;
        };
    }

    private static JsonNode plain(JsonNode tree, Place place) {
        return switch (tree) {
            case ObjectNode object -> object(object, place);
            case ArrayNode array -> array(array, place);
            case NumericNode number -> number(number, place);
            case BinaryNode binary -> TextNode.valueOf(binary.asText());
            case POJONode pojo ->
                throw new PermanentFailure(Reason.UNREADABLE_DATA, place + " is a Java object and not JSON");
            default -> tree;
        };
    }

    private static ObjectNode object(ObjectNode object, Place place) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(property ->
                        copy.set(property.getKey(), plain(property.getValue(), place.property(property.getKey()))));
        return copy;
    }

    private static ArrayNode array(ArrayNode array, Place place) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        for (int i = 0; i < array.size(); i++) {
            copy.add(plain(array.get(i), place.element(i)));
        }
        return copy;
    }

    private static JsonNode number(NumericNode number, Place place) {
        return switch (number.numberType()) {
            case INT -> number;
            case LONG -> number.canConvertToInt() ? IntNode.valueOf(number.intValue()) : number;
            case BIG_INTEGER, BIG_DECIMAL -> bounded(number.decimalValue(), place);
            case FLOAT, DOUBLE -> bounded(exact(number, place), place);
        };
    }

    /** The shortest decimal that is this number, of a float too: as a double it has digits that nobody wrote. */
    private static BigDecimal exact(NumericNode number, Place place) {
        if (number.isNaN()) {
            throw new PermanentFailure(
                    Reason.UNREADABLE_DATA, place + " is NaN or infinite, which no number of JSON is");
        }
        return new BigDecimal(
                number.isFloat() ? Float.toString(number.floatValue()) : Double.toString(number.doubleValue()));
    }

    private static JsonNode bounded(BigDecimal value, Place place) {
        if (!isShort(value)) {
            throw tooLong(place + " is a number that");
        }
        return value.scale() > 0 ? DecimalNode.valueOf(value) : whole(value.toBigIntegerExact());
    }

    private static boolean isPlain(BigDecimal value) {
        return value.scale() > 0 && isShort(value);
    }

    /** Whether it is short enough to be written plainly. */
    static boolean isShort(BigDecimal value) {
        return length(value) <= LONGEST_NUMBER;
    }

    /** Written plainly. It is computed, since writing out {@code 1E+999999999} takes a gigabyte. */
    private static long length(BigDecimal value) {
        long point = value.scale() > 0 ? 1 : 0;
        long before = value.signum() == 0 ? 1 : Math.max(1, (long) value.precision() - value.scale());
        return (value.signum() < 0 ? 1 : 0) + before + point + point * value.scale();
    }

    static PermanentFailure tooLong(String number) {
        return new PermanentFailure(
                Reason.TOO_LARGE,
                "%s takes more than %,d characters when written plainly".formatted(number, LONGEST_NUMBER));
    }

    private static JsonNode whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    /** Where a walk is, as text only when it fails there. */
    private record Place(@Nullable Place parent, String step) {

        Place property(String name) {
            return new Place(this, parent == null && step.isEmpty() ? name : "." + name);
        }

        Place element(int index) {
            return new Place(this, "[" + index + "]");
        }

        @Override
        public String toString() {
            return parent == null ? step : parent + step;
        }
    }
}
