package dev.evenstep.local.template.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a template: as written, or with its functions resolved. Immutable; knows the line it stands on. */
public sealed interface Node {

    int line();

    /** What stands under a key; {@link NoValue} where nothing does. */
    default Node get(String key) {
        return entries().getOrDefault(key, new NoValue(line()));
    }

    /** Its text, where it is a single value. */
    default Optional<String> asText() {
        return Optional.empty();
    }

    /** What it holds, where it is a sequence. */
    default List<Node> items() {
        return List.of();
    }

    /** What it holds, where it is a mapping, in the order in which it was written. */
    default Map<String, Node> entries() {
        return Map.of();
    }

    /** Whether this is {@code {"Ref": …}} or {@code {"Fn::…": …}}. */
    default boolean isFunction() {
        return entries().size() == 1
                && entries().keySet().stream().allMatch(key -> key.equals("Ref") || key.startsWith("Fn::"));
    }

    default boolean isAbsent() {
        return this instanceof NoValue;
    }

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.kind() == JsonKind.NULL;
    }

    /**
     * A single value. CloudFormation takes {@code 30} and {@code "30"} alike, event patterns do not: hence the kind.
     */
    record Scalar(String text, JsonKind kind, int line) implements Node {

        public static Scalar text(String text, int line) {
            return new Scalar(text, JsonKind.TEXT, line);
        }

        /** What stands for a value that only an account knows, where the value itself is not needed. */
        static Scalar unknown(String name, int line) {
            return text("⟨" + name + "⟩", line);
        }

        /** Whether it is made of such a value. */
        public boolean isUnknown() {
            return text.contains("⟨");
        }

        @Override
        public Optional<String> asText() {
            return Optional.of(text);
        }
    }

    /** What a value is in JSON. */
    enum JsonKind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    record NodeList(List<Node> items, int line) implements Node {

        public NodeList {
            items = List.copyOf(items);
        }
    }

    record Mapping(Map<String, Node> entries, int line) implements Node {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public static Mapping empty(int line) {
            return new Mapping(Map.of(), line);
        }

        public static Mapping of(String key, Node value) {
            return new Mapping(Map.of(key, value), value.line());
        }

        /** This with one entry more, or another value in its place. */
        public Mapping with(String key, Node value) {
            var changed = new LinkedHashMap<>(entries);
            changed.put(key, value);
            return new Mapping(changed, line);
        }

        public Mapping without(String key) {
            var changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(changed, line);
        }
    }

    /** What {@code AWS::NoValue} stands for: as if whatever it is the value of were not written. */
    record NoValue(int line) implements Node {}

    /** What could not be resolved. It is reported already, so nobody needs to complain about it again. */
    record Broken(int line) implements Node {}
}
