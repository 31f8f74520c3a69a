package dev.evenstep.local.template.language;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a template: as written, or with its functions resolved. Immutable; knows the line it stands on. */
public sealed interface Node {

    int line();

    /**
     * A single value. CloudFormation takes {@code 30} and {@code "30"} alike, event patterns do not: hence the kind.
     */
    record Scalar(String text, Kind kind, int line) implements Node {

        public static Scalar text(String text, int line) {
            return new Scalar(text, Kind.TEXT, line);
        }
    }

    /** What a value is in JSON. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    record Sequence(List<Node> items, int line) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys and values in the order in which they were written. */
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

        public @Nullable Node get(String key) {
            return entries.get(key);
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

        /** Whether this is {@code {"Ref": …}} or {@code {"Fn::…": …}}. */
        public boolean isFunction() {
            return entries.size() == 1
                    && isFunctionName(entries.keySet().iterator().next());
        }

        static boolean isFunctionName(String key) {
            return key.equals("Ref") || key.startsWith("Fn::");
        }
    }

    /** What {@code AWS::NoValue} stands for: as if whatever it is the value of were not written. */
    record Absent(int line) implements Node {}

    /** What could not be resolved. It is reported already, so nobody needs to complain about it again. */
    record Broken(int line) implements Node {}
}
