package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shards end and others go on; the order of each item is kept whatever happens. */
class ShardTest {

    private final ManualTime time = new ManualTime(Instant.parse("2026-03-01T08:00:00Z"));
    private final DynamoDbOptions options = DynamoDbOptions.defaults().withTime(time);

    private static void put(Fixture into, int item, int version) {
        into.put("Listeners", "{'id':{'S':'a%d'},'version':{'N':'%d'}}".formatted(item, version));
    }

    @Test
    void oneEndsAfterFourHours() {
        try (var fixture = new Fixture(options)) {
            fixture.withListeners();
            var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
            put(fixture, 1, 1);
            var first = stream.shard();
            time.advance(Duration.ofHours(4));
            put(fixture, 1, 2);

            var shards = stream.described().path("Shards");
            assertThat(shards).hasSize(2);
            assertThat(shards.path(0).path("SequenceNumberRange").has("EndingSequenceNumber"))
                    .isTrue();
            assertThat(shards.path(1).path("ParentShardId").asText()).isEqualTo(first);
            assertThat(shards.path(1).path("SequenceNumberRange").has("EndingSequenceNumber"))
                    .isFalse();
            assertThat(stream.records(first)).hasSize(1);
            assertThat(stream.get(stream.iterator(first, "LATEST", "")).has("NextShardIterator"))
                    .isFalse();
            assertThat(stream.records(stream.shard())).hasSize(1);
        }
    }

    @Test
    void anIdleOneEndsAfterFourHoursToo() {
        try (var fixture = new Fixture(options)) {
            fixture.withListeners();
            time.advance(Duration.ofMinutes(7));
            var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
            time.advance(Duration.ofHours(4).minusSeconds(1));
            assertThat(stream.described().path("Shards")).hasSize(1);

            time.advance(Duration.ofSeconds(1));
            assertThat(stream.described().path("Shards")).hasSize(2);
        }
    }

    @Test
    void oneThatIsAskedToSplits() {
        try (var fixture = new Fixture(options)) {
            fixture.withListeners();
            var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
            var parent = stream.shard();
            fixture.engine().streams().splitShard(stream.arn(), parent);
            for (int i = 0; i < 30; i++) {
                put(fixture, i, 1);
            }

            assertThat(stream.records(parent)).isEmpty();
            var children = fixture.call(
                            "DescribeStream",
                            "{'StreamArn':'%s','ShardFilter':{'Type':'CHILD_SHARDS','ShardId':'%s'}}"
                                    .formatted(stream.arn(), parent))
                    .path("StreamDescription")
                    .path("Shards")
                    .findValuesAsText("ShardId");
            assertThat(children)
                    .hasSize(2)
                    .allSatisfy(child -> assertThat(stream.records(child)).hasSizeBetween(5, 25));
        }
    }

    @Test
    void manyAreDescribedInPages() {
        try (var fixture = new Fixture(options.withShards(5))) {
            fixture.withListeners();
            var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
            List<String> found = new ArrayList<>();
            JsonNode page = page(fixture, stream, "");
            while (page.has("LastEvaluatedShardId")) {
                found.addAll(page.path("Shards").findValuesAsText("ShardId"));
                page = page(fixture, stream, ",'ExclusiveStartShardId':'%s'".formatted(found.getLast()));
            }
            found.addAll(page.path("Shards").findValuesAsText("ShardId"));

            assertThat(found).hasSize(5).isEqualTo(stream.shards()).doesNotHaveDuplicates();
        }
    }

    private static JsonNode page(Fixture fixture, StreamReader stream, String more) {
        return fixture.call("DescribeStream", "{'StreamArn':'%s','Limit':2%s}".formatted(stream.arn(), more))
                .path("StreamDescription");
    }

    @Test
    void whileTheySplitAtRandomEachItemKeepsItsOrder() {
        var splitting = Faults.of(7, FaultRule.of(Fault.SHARD_SPLIT, 0.05).on("*", "Listeners"));
        try (var fixture = new Fixture(options.withFaults(splitting).withShards(2))) {
            fixture.withListeners();
            var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
            for (int version = 1; version <= 20; version++) {
                for (int item = 0; item < 10; item++) {
                    put(fixture, item, version);
                }
                time.advance(Duration.ofMinutes(17));
            }

            Map<String, Integer> last = new HashMap<>();
            for (JsonNode record : stream.records()) {
                var image = record.path("dynamodb").path("NewImage");
                var id = image.path("id").path("S").asText();
                int version = image.path("version").path("N").asInt();
                assertThat(version).isEqualTo(last.getOrDefault(id, 0) + 1);
                last.put(id, version);
            }
            assertThat(last)
                    .hasSize(10)
                    .allSatisfy((id, version) -> assertThat(version).isEqualTo(20));
            assertThat(stream.shards().size()).isGreaterThan(6);
        }
    }
}
