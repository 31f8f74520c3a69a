package dev.evenstep.internal.event;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.EventReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents' extension attributes: names of lower-case letters and digits (CloudEvents 1.0, "Attribute Naming
 * Convention") with values that are text, whole numbers of 32 bits or booleans, as its JSON format has them.
 */
public final class Extensions {

    /** Names the events that must be handled before this one: see {@link EventReference}. */
    public static final String DEPENDS_ON = "dependson";

    /** When a consumer may run this event at the earliest, as RFC 3339. */
    public static final String NOT_BEFORE = "notbefore";

    /** Says that a bus brings the event once more out of its archive, and the name of that replay. */
    public static final String REPLAY_NAME = "replayname";

    /** Where a database's log has the change that an event is about. */
    public static final String LOG_POSITION = "logposition";

    /**
     * The extensions of CloudEvents' list, and ours, that speak of one event alone, its place in a sequence or a log, its data or its
     * times, and so are not those of what it causes. Every other one travels on.
     */
    public static final Set<String> OF_ONE_EVENT = Set.of(
            "sequence", "sequencetype", DEPENDS_ON, NOT_BEFORE, LOG_POSITION, "dataref", "expirytime", "recordedtime");

    /** What an envelope has by name, and CloudEvents' members for the data. */
    static final Set<String> NOT_EXTENSIONS = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "subject",
            "dataschema",
            "datacontenttype",
            "schemaversion",
            "entityversion",
            "correlationid",
            "causationid",
            "traceparent",
            "partitionkey",
            "data",
            "data_base64");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final int QUOTED = 64;

    private Extensions() {}

    /** The extensions of what {@code cause} causes: its own, without {@link #OF_ONE_EVENT}. */
    public static Map<String, Object> after(Envelope cause) {
        Map<String, Object> travelling = new TreeMap<>(cause.extensions());
        travelling.keySet().removeAll(OF_ONE_EVENT);
        return travelling;
    }

    /** A copy in the order of names. */
    public static Map<String, Object> verified(Map<String, Object> extensions) {
        if (extensions.isEmpty()) {
            return Map.of();
        }
        SortedMap<String, Object> copy = new TreeMap<>();
        extensions.forEach((name, value) -> {
            requireName(name);
            if (!(value instanceof String || value instanceof Integer || value instanceof Boolean)) {
                throw new IllegalArgumentException("extension " + name + " is a "
                        + value.getClass().getName() + "; text, integers and booleans are allowed");
            }
            copy.put(name, value);
        });
        List<EventReference> unused = dependsOn(copy);
        Instant unused2 = notBefore(copy);
        return Collections.unmodifiableMap(copy);
    }

    public static List<EventReference> dependsOn(Map<String, Object> extensions) {
        Object value = extensions.get(DEPENDS_ON);
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return EventReference.listOf(text);
        }
        throw new IllegalArgumentException(DEPENDS_ON + " is not text; it lists events as source#id");
    }

    /**
     * Null: at any time.
     *
     * @throws IllegalArgumentException when it is no time of RFC 3339
     */
    public static @Nullable Instant notBefore(Map<String, Object> extensions) {
        Object value = extensions.get(NOT_BEFORE);
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            try {
                return Rfc3339.parse(text).toInstant();
            } catch (DateTimeException invalid) {
                throw new IllegalArgumentException(NOT_BEFORE + " is " + invalid.getMessage(), invalid);
            }
        }
        throw new IllegalArgumentException(NOT_BEFORE + " is not text; it is a time of RFC 3339");
    }

    static void requireName(String name) {
        if (NOT_EXTENSIONS.contains(name)) {
            throw new IllegalArgumentException(name + " is an attribute of its own and no extension");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "extension \"" + (name.length() > QUOTED ? name.substring(0, QUOTED) + "…" : name)
                            + "\" is misnamed: lower-case letters and digits are allowed");
        }
    }
}
