package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.StreamSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creating, deleting, describing and listing streams. */
public final class StreamLifecycle {

    /** What a stream on demand begins with. */
    private static final int ON_DEMAND_SHARDS = 4;

    private static final int MOST_SHARDS = 100_000;

    private final DataStreams streams;
    private final ShardLimit limit;

    public StreamLifecycle(DataStreams streams) {
        this.streams = streams;
        this.limit = new ShardLimit(streams);
    }

    public Map<String, UnaryOperator<ObjectNode>> byName() {
        return Map.of(
                "CreateStream", this::create,
                "DeleteStream", this::delete,
                "DescribeLimits", request -> limit.describe(),
                "DescribeStream", this::describe,
                "DescribeStreamSummary", this::summarise,
                "ListStreams", this::list);
    }

    private ObjectNode create(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = request.requiredName("StreamName");
        var given = request.number("ShardCount", 1, MOST_SHARDS);
        var mode = mode(request).orElse(StreamSettings.PROVISIONED);
        var largest = request.number("MaxRecordSizeInKiB", 1024, 10_240);
        var tags = StreamTags.checked(request, "Tags", 50);
        request.check();
        boolean onDemand = mode.equals(StreamSettings.ON_DEMAND);
        if (onDemand && given != null) {
            throw Refusals.invalid("ShardCount must not be provided for a stream in ON_DEMAND mode.");
        }
        if (!onDemand && given == null) {
            throw Refusals.invalid("ShardCount must be provided for a stream in PROVISIONED mode.");
        }
        var settings = StreamSettings.of(mode, tags, largest == null ? 1024 : largest);
        int shards = given == null ? ON_DEMAND_SHARDS : given;
        return streams.write(() -> {
            if (streams.find(name) != null) {
                throw Refusals.inUse("Stream %s under account %s already exists."
                        .formatted(name, streams.account().id()));
            }
            limit.check(shards);
            streams.put(DataStream.create(name, settings, shards, streams.now(), streams.ready()));
            return JsonTrees.object();
        });
    }

    static Optional<String> mode(KinesisRequest request) {
        return request.structure("StreamModeDetails")
                .flatMap(details -> details.oneOf("StreamMode", StreamSettings.PROVISIONED, StreamSettings.ON_DEMAND));
    }

    private ObjectNode delete(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        request.check();
        return streams.write(() -> {
            streams.put(streams.require(name).becoming(DataStream.DELETING, streams.ready()));
            return JsonTrees.object();
        });
    }

    private ObjectNode describe(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        var most = request.number("Limit", 1, 10_000);
        var after = request.name("ExclusiveStartShardId").orElse("");
        request.check();
        var stream = streams.require(name);
        var page = new ShardPage(stream.visible(streams.now()), after, most == null ? 100 : Math.min(most, 100));
        var description = common(stream);
        page.put(description);
        description.put("HasMoreShards", page.hasMore());
        return answer("StreamDescription", description);
    }

    private ObjectNode summarise(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var name = DataStreams.named(request);
        request.check();
        var stream = streams.require(name);
        var open = stream.open().size();
        return answer(
                "StreamDescriptionSummary",
                common(stream).put("OpenShardCount", open).put("ConsumerCount", 0));
    }

    private static ObjectNode answer(String name, ObjectNode description) {
        var answer = JsonTrees.object();
        answer.set(name, description);
        return answer;
    }

    private ObjectNode common(DataStream stream) {
        var settings = stream.settings();
        var description = identity(stream)
                .put("RetentionPeriodHours", settings.retentionHours())
                .put("MaxRecordSizeInKiB", settings.largestRecord())
                .put("EncryptionType", settings.keyId() == null ? "NONE" : "KMS");
        if (settings.keyId() != null) {
            description.put("KeyId", settings.keyId());
        }
        settings.metrics()
                .forEach(description.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics")::add);
        return description;
    }

    private ObjectNode identity(DataStream stream) {
        var identity = JsonTrees.object()
                .put("StreamName", stream.name())
                .put("StreamARN", streams.arn(stream))
                .put("StreamStatus", stream.status(streams.now()));
        identity.putObject("StreamModeDetails")
                .put("StreamMode", stream.settings().mode());
        return identity.put("StreamCreationTimestamp", Moments.seconds(stream.created()));
    }

    private ObjectNode list(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var limitGiven = request.number("Limit", 1, 10_000);
        var token = request.text("NextToken");
        var after = request.name("ExclusiveStartStreamName").orElse(token == null ? "" : token);
        request.check();
        int most = limitGiven == null ? 100 : limitGiven;
        List<DataStream> all = streams.all().stream()
                .filter(stream -> stream.name().compareTo(after) > 0)
                .toList();
        var page = all.subList(0, Math.min(most, all.size()));
        var answer = JsonTrees.object().put("HasMoreStreams", page.size() < all.size());
        var names = answer.putArray("StreamNames");
        page.forEach(stream -> names.add(stream.name()));
        var summaries = answer.putArray("StreamSummaries");
        page.forEach(stream -> summaries.add(identity(stream)));
        if (page.size() < all.size()) {
            answer.put("NextToken", page.getLast().name());
        }
        return answer;
    }
}
