package dev.evenstep.local.mapping;

import dev.evenstep.local.stack.MappingSpec;
import java.time.Instant;

/**
 * What the parts of one stream's reader share.
 *
 * @param stream the mapping's settings for streams
 * @param bell rings when something came to the stream, too
 */
record StreamContext(
        MappingSpec spec,
        MappingSpec.Stream stream,
        ShardSource source,
        Sources sources,
        MappingOptions options,
        ProcessingResult result,
        WakeSignal bell) {

    Instant now() {
        return sources.time().now();
    }
}
