package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.eventstore.projection.ProjectionStatus;
import dev.evenstep.eventstore.projection.ProjectionStatus.GenerationStatus;
import org.jspecify.annotations.Nullable;

/** How far a projection is, for people and for programs. */
final class ProjectionText {

    private ProjectionText() {}

    static String lines(ProjectionStatus status) {
        StringBuilder text = new StringBuilder(status.projection());
        append(text, "live", status.live());
        append(text, "building", status.building());
        if (status.retired() > 0) {
            text.append("%n  %d older generations are not removed yet".formatted(status.retired()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String label, @Nullable GenerationStatus generation) {
        if (generation != null) {
            text.append("%n  %-8s  generation %d of version %d: %,d of %,d entries of the log, %s"
                    .formatted(
                            label,
                            generation.number(),
                            generation.version(),
                            generation.read(),
                            generation.entries(),
                            late(generation)));
        }
    }

    /** How late the live views are. */
    static String late(GenerationStatus generation) {
        return generation.read() < generation.entries() ? generation.lag().toSeconds() + " s late" : "up to date";
    }

    static ObjectNode json(ProjectionStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("projection", status.projection());
        put(json, "live", status.live());
        put(json, "building", status.building());
        return json.put("retired", status.retired());
    }

    private static void put(ObjectNode json, String name, @Nullable GenerationStatus generation) {
        if (generation != null) {
            json.putObject(name)
                    .put("generation", generation.number())
                    .put("version", generation.version())
                    .put("read", generation.read())
                    .put("entries", generation.entries())
                    .put("lagSeconds", generation.lag().toSeconds());
        }
    }
}
