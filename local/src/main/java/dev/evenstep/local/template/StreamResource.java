package dev.evenstep.local.template;

import dev.evenstep.local.stack.StreamSpec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code AWS::Kinesis::Stream}. */
final class StreamResource implements ResourceType {

    private static final int LONGEST_NAME = 128;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

    @Override
    public ResourceIdentity identify(Properties stream, ResourceNames names) {
        var name = names.name(stream, "Name", LONGEST_NAME);
        return ResourceIdentity.of(name, name, Map.of("Arn", names.arn("kinesis", "stream/" + name)));
    }

    @Override
    public void define(Properties stream, ResourceIdentity identity, StackBuilder builder) {
        var name = identity.name();
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            stream.problem("Name", "is " + name + "; must be up to 128 letters, digits, dots, hyphens and underscores");
        }
        var mode = stream.object("StreamModeDetails");
        var onDemand = mode.any()
                && mode.choice("StreamMode", "PROVISIONED", List.of("PROVISIONED", "ON_DEMAND"))
                        .equals("ON_DEMAND");
        if (onDemand && stream.has("ShardCount")) {
            stream.problem("ShardCount", "stands beside StreamMode: ON_DEMAND, and AWS refuses it; remove one");
        }
        if (!onDemand && !stream.has("ShardCount")) {
            stream.problem("ShardCount", "is missing; set it, or StreamMode: ON_DEMAND in StreamModeDetails");
        }
        var shards = stream.integer("ShardCount", 1, Range.of(1, 10_000));
        var spec = new StreamSpec(
                stream.declaration().path(),
                name,
                identity.arn(),
                onDemand ? null : shards,
                stream.integer("RetentionPeriodHours", 24, Range.of(24, 8760)));
        builder.streams.add(spec.arn(), spec.name(), spec, stream);
    }
}
