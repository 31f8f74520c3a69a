package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.KinesisRequest;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStream;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.StreamShard;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** {@code ListShards}, with its filters. */
record ShardListing(DataStreams streams) {

    private static final String TOKEN = "shards:";

    /** Where a list goes on. */
    private record PageStart(String stream, String after) {}

    ObjectNode list(ObjectNode json) {
        var request = KinesisRequest.of(json);
        var token = request.text("NextToken");
        var given = request.name("StreamName").orElse("");
        var arn = request.text("StreamARN");
        var after = request.name("ExclusiveStartShardId").orElse("");
        var most = request.number("MaxResults", 1, 10_000);
        request.check();
        boolean named = !given.isEmpty() || arn != null;
        if (token == null && !named) {
            throw Refusals.invalid("Either NextToken or StreamName should be provided.");
        }
        if (token != null && named) {
            throw Refusals.invalid("NextToken and StreamName cannot be provided together.");
        }
        var from = token != null ? position(token) : new PageStart(arn == null ? given : DataStreams.name(arn), after);
        var stream = streams.require(from.stream());
        var page = new ShardPage(filtered(request, stream), from.after(), most == null ? 1000 : most);
        var answer = JsonTrees.object();
        page.put(answer);
        if (page.hasMore()) {
            answer.put("NextToken", token(stream.name(), page.last()));
        }
        return answer;
    }

    private List<StreamShard> filtered(KinesisRequest request, DataStream stream) {
        var all = stream.visible(streams.now());
        var filter = request.structure("ShardFilter");
        if (filter.isEmpty()) {
            return all;
        }
        var type = filter.get()
                .oneOf(
                        "Type",
                        "AFTER_SHARD_ID",
                        "AT_TRIM_HORIZON",
                        "FROM_TRIM_HORIZON",
                        "AT_LATEST",
                        "AT_TIMESTAMP",
                        "FROM_TIMESTAMP")
                .orElseGet(() -> filter.get().required("Type"));
        var shard = filter.get().name("ShardId").orElse("");
        var moment = filter.get().moment("Timestamp");
        request.check();
        if (type.endsWith("TIMESTAMP") && moment == null) {
            throw Refusals.invalid("Timestamp must be provided with the shard filter type %s.".formatted(type));
        }
        if (type.equals("AFTER_SHARD_ID") && shard.isEmpty()) {
            throw Refusals.invalid("ShardId must be provided with the shard filter type AFTER_SHARD_ID.");
        }
        var horizon = streams.now().minus(stream.settings().retention());
        var at = moment == null || moment.isBefore(horizon) ? horizon : moment;
        var begin = at.isBefore(stream.created()) ? stream.created() : at;
        return all.stream()
                .filter(each -> switch (type) {
                    case "AFTER_SHARD_ID" -> each.id().compareTo(shard) > 0;
                    case "AT_LATEST" -> each.isOpen();
                    case "AT_TRIM_HORIZON", "AT_TIMESTAMP" -> each.isOpenAt(begin);
                    case "FROM_TIMESTAMP" ->
                        each.closed() == null || !each.closed().isBefore(begin);
                    case "FROM_TRIM_HORIZON" -> true;
                    default -> throw new IllegalStateException(type); // refused above
                })
                .toList();
    }

    private static String token(String stream, String last) {
        var text = TOKEN + stream + "/" + last;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static PageStart position(String token) {
        try {
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
            int slash = text.indexOf('/');
            if (text.startsWith(TOKEN) && slash > 0) {
                return new PageStart(text.substring(TOKEN.length(), slash), text.substring(slash + 1));
            }
        } catch (IllegalArgumentException e) {
            // told below, as any other token that we never gave
        }
        throw Refusals.invalid("NextToken is invalid.");
    }
}
