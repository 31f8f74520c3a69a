package dev.evenstep.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.Kinesis;
import dev.evenstep.local.stack.StreamSpec;
import java.util.List;

/** Makes streams as a template describes them; those that are kept stay, with their records and the template's retention. */
public final class TemplateStreams {

    private static final int SHORTEST_RETENTION = 24;

    private final Kinesis engine;

    public TemplateStreams(Kinesis engine) {
        this.engine = engine;
    }

    /** @throws IllegalArgumentException where a stream is not as Kinesis takes it */
    public void ensure(List<StreamSpec> streams) {
        for (StreamSpec stream : streams) {
            try {
                ensure(stream);
            } catch (AwsException e) {
                throw new IllegalArgumentException("Stream %s: %s".formatted(stream.name(), e.getMessage()), e);
            }
        }
    }

    private void ensure(StreamSpec stream) {
        try {
            retain(stream, describe(stream).path("RetentionPeriodHours").intValue());
        } catch (AwsException missing) {
            if (!missing.code().equals("ResourceNotFoundException")) {
                throw missing;
            }
            engine.call("CreateStream", creation(stream));
            retain(stream, SHORTEST_RETENTION);
        }
    }

    private JsonNode describe(StreamSpec stream) {
        return engine.call("DescribeStreamSummary", named(stream)).path("StreamDescriptionSummary");
    }

    private static ObjectNode named(StreamSpec stream) {
        return JsonTrees.object().put("StreamName", stream.name());
    }

    private static ObjectNode creation(StreamSpec stream) {
        var shards = stream.shards();
        var creation = named(stream);
        if (shards == null) {
            creation.putObject("StreamModeDetails").put("StreamMode", "ON_DEMAND");
        } else {
            creation.put("ShardCount", shards);
        }
        return creation;
    }

    private void retain(StreamSpec stream, int before) {
        int after = stream.retentionHours();
        if (after != before) {
            engine.call(
                    after > before ? "IncreaseStreamRetentionPeriod" : "DecreaseStreamRetentionPeriod",
                    named(stream).put("RetentionPeriodHours", after));
        }
    }
}
