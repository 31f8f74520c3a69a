package dev.evenstep.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as the archive has it. Personal fields are encrypted as they came.
 *
 * @param position where it stands for its query: what {@link ArchiveQuery#after} reads on from
 * @param type of its envelope; of an event of others, EventBridge's {@code detail-type}
 * @param schemaVersion from 1; 1 where it says none
 * @param time its own, or where it says none EventBridge's
 * @param entity its {@code subject}
 * @param version its {@code entityversion}
 * @param body JSON, exactly as it came: the envelope, or what EventBridge put around an event that is none
 * @param archived when it came
 */
public record ArchivedEvent(
        String position,
        String id,
        String source,
        String type,
        int schemaVersion,
        Instant time,
        @Nullable String entity,
        @Nullable Integer version,
        @Nullable String correlationId,
        String body,
        Instant archived) {}
