package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
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
        Sources sources,
        MappingOptions options,
        ProcessingResult result,
        WakeSignal bell) {

    Instant now() {
        return sources.time().now();
    }

    /** A request about this stream. */
    ObjectNode request() {
        return JsonTrees.object().put("StreamArn", spec.sourceArn());
    }

    JsonNode call(String operation, ObjectNode request) {
        return sources.dynamoDb().call(operation, request);
    }
}
