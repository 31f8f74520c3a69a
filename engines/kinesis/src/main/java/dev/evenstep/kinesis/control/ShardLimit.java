package dev.evenstep.kinesis.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.request.Refusals;
import dev.evenstep.kinesis.stream.DataStreams;
import dev.evenstep.kinesis.stream.StreamSettings;

/** How many shards an account may have open: AWS's quota in its large regions. */
record ShardLimit(DataStreams streams) {

    private static final int MOST = 20_000;
    private static final int MOST_ON_DEMAND = 50;

    private int open() {
        return streams.all().stream().mapToInt(stream -> stream.open().size()).sum();
    }

    /** @throws dev.evenstep.engine.protocol.AwsException {@code LimitExceededException} where so many more are too many */
    void check(int more) {
        if (open() + more > MOST) {
            var account = streams.account();
            throw Refusals.limitExceeded(
                    ("This request would exceed the shard limit for the account %s in %s. Current shard count for the"
                                    + " account: %d. Limit: %d. Number of additional shards that would have resulted"
                                    + " from this request: %d. Refer to the AWS Service Limits page"
                                    + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for"
                                    + " current limits and how to request higher limits.")
                            .formatted(account.id(), account.region(), open(), MOST, more));
        }
    }

    ObjectNode describe() {
        var onDemand = streams.all().stream()
                .filter(stream -> stream.settings().mode().equals(StreamSettings.ON_DEMAND))
                .count();
        return JsonTrees.object()
                .put("ShardLimit", MOST)
                .put("OpenShardCount", open())
                .put("OnDemandStreamCount", onDemand)
                .put("OnDemandStreamCountLimit", MOST_ON_DEMAND);
    }
}
