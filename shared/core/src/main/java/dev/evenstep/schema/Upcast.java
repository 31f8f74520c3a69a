package dev.evenstep.schema;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One step of a chain of schema versions: it makes data of one version into data of another. Pure but for its argument,
 * which is a copy to be changed: the same for the same data, for ever, since old events are read again and again.
 *
 * <p>The data is JSON as Java has it: text, {@code Boolean}, null, {@code Map}s and {@code List}s that can be changed;
 * numbers are {@code Long} or {@code BigInteger} where they are whole and {@code BigDecimal} where they were written with
 * decimals. The step may put in the same, and any other {@code Number}. What it converts it has to look at first.
 */
public record Upcast(int from, int to, Consumer<Map<String, @Nullable Object>> change) {

    /** The step from a version to the next one. */
    public static Upcast from(int version, Consumer<Map<String, @Nullable Object>> change) {
        return new Upcast(version, version + 1, change);
    }

    /** A step that may leave versions out. */
    public static Upcast between(int from, int to, Consumer<Map<String, @Nullable Object>> change) {
        return new Upcast(from, to, change);
    }
}
