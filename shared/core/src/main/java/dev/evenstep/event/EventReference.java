package dev.evenstep.event;

import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Extensions;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Another event, by what makes it one: {@code source#id} as text, or {@code source#id#subject#version} where it has a
 * place among the versions of its entity. In the parts, {@code %}, {@code #}, comma and space are written as {@code
 * %25}, {@code %23}, {@code %2C} and {@code %20}. The extension {@code dependson} is a list of 1 to 10 of them, with
 * commas between.
 *
 * @param source 1 to 256 characters
 * @param id 1 to 256 characters
 * @param subject its entity, not blank; null exactly where the version is
 * @param version of the entity after that event, from 1; null where it has none
 */
public record EventReference(
        String source,
        String id,
        @Nullable String subject,
        @Nullable Long version) {

    /** Of the events that one event can name. */
    public static final int MOST = 10;

    private static final String RULE =
            "%s must be 1 to %d references source#id or source#id#subject#version with commas between, and %%25, %%23, %%2C, %%20 for percent, hash, comma, space within";

    /** A text without separators, every percent sign of which is the first character of an escape. */
    private static final Pattern PART = Pattern.compile("(?:[^%#, ]|%25|%23|%2[Cc]|%20)+");

    private static final Pattern ESCAPE = Pattern.compile("%(25|23|2[Cc]|20)");
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

    public EventReference {
        EventEnvelope.requireName("source", source);
        EventEnvelope.requireName("id", id);
        if ((subject == null) != (version == null)) {
            throw new IllegalArgumentException("A reference has a subject or a version; give both, or none");
        }
        if (subject != null && subject.isBlank()) {
            throw new IllegalArgumentException("subject is blank: name the entity, or leave it out");
        }
        if (version != null && version < 1) {
            throw new IllegalArgumentException("version is " + version + ": versions count from 1");
        }
    }

    /** With its entity and version where it has both. */
    public static EventReference to(Envelope envelope) {
        Integer version = envelope.entityVersion();
        return version == null
                ? new EventReference(envelope.source(), envelope.id(), null, null)
                : new EventReference(envelope.source(), envelope.id(), envelope.subject(), version.longValue());
    }

    /** @throws IllegalArgumentException naming the rule, when it is no reference */
    public static EventReference parse(String text) {
        String[] parts = text.split("#", -1);
        boolean isPlaced = parts.length == 4;
        if ((parts.length != 2 && !isPlaced)
                || !Arrays.stream(parts).allMatch(part -> PART.matcher(part).matches())
                || (isPlaced && !VERSION.matcher(parts[3]).matches())) {
            throw new IllegalArgumentException(RULE.formatted("A reference", 1));
        }
        return isPlaced
                ? new EventReference(
                        unescaped(parts[0]), unescaped(parts[1]), unescaped(parts[2]), Long.valueOf(parts[3]))
                : new EventReference(unescaped(parts[0]), unescaped(parts[1]), null, null);
    }

    public static List<EventReference> listOf(String text) {
        String[] references = text.split(",", -1);
        if (references.length > MOST) {
            throw wrongList();
        }
        try {
            return Arrays.stream(references).map(EventReference::parse).toList();
        } catch (IllegalArgumentException invalid) {
            throw wrongList();
        }
    }

    /** The value of {@code dependson} for these events. */
    public static String text(List<EventReference> references) {
        if (references.isEmpty() || references.size() > MOST) {
            throw new IllegalArgumentException(
                    "An event depends on " + references.size() + " events; 1 to " + MOST + " can be named");
        }
        return references.stream().map(EventReference::text).collect(Collectors.joining(","));
    }

    /** As {@link #parse} reads it. */
    public String text() {
        String event = escaped(source) + "#" + escaped(id);
        return subject == null ? event : event + "#" + escaped(subject) + "#" + version;
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("#", "%23").replace(",", "%2C").replace(" ", "%20");
    }

    private static String unescaped(String part) {
        return ESCAPE.matcher(part)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }

    private static IllegalArgumentException wrongList() {
        return new IllegalArgumentException(RULE.formatted(Extensions.DEPENDS_ON, MOST));
    }
}
