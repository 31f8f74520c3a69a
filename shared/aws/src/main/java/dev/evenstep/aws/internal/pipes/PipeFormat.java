package dev.evenstep.aws.internal.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one of a pipe's sources, and that source's own adapter, which takes them apart.
 *
 * @param <E> what that adapter takes
 */
interface PipeFormat<E> {

    /** As {@code eventSource} of a record says. */
    List<String> eventSources();

    Source<E, ?> source();

    /** The record as that adapter's event. */
    E event(JsonNode record);

    /** What the pipe brings again. */
    default Redelivery redelivery() {
        return source().redelivery();
    }

    /** The member by which the pipe is told of a record; null where it is told of none. */
    @Nullable
    String identifier();
}
