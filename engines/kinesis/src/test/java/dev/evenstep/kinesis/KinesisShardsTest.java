package dev.evenstep.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Splitting, merging, scaling and listing, by what public suites recorded of AWS. */
class KinesisShardsTest {

    private static final String ACCOUNT = " under account 000000000000";
    private static final String LAST_KEY = "340282366920938463463374607431768211455";
    private static final String MIDDLE = "170141183460469231731687303715884105728";

    private final KinesisFixture kinesis =
            new KinesisFixture().withStream("one", 1).withStream("three", 3);

    @AfterEach
    void close() {
        kinesis.close();
    }

    private void split(String stream, int shard, String hashKey) {
        kinesis.call(
                "SplitShard",
                "{'StreamName':'%s','ShardToSplit':'shardId-%012d','NewStartingHashKey':'%s'}"
                        .formatted(stream, shard, hashKey));
    }

    private static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.at(pointer).asText()));
        return texts;
    }

    @Test
    void aSplitShardEndsAndItsChildrenShareItsKeys() {
        kinesis.put("one", "a", "before");
        kinesis.advance(1);
        split("one", 0, MIDDLE);
        var low = kinesis.put("one", "a", "low");
        var high = kinesis.put("one", "b", "high");

        var shards = kinesis.shards("one");
        assertThat(texts(shards, "/ShardId"))
                .containsExactly("shardId-000000000000", "shardId-000000000001", "shardId-000000000002");
        assertThat(texts(shards, "/ParentShardId")).containsExactly("", "shardId-000000000000", "shardId-000000000000");
        assertThat(texts(shards, "/HashKeyRange/StartingHashKey")).containsExactly("0", "0", MIDDLE);
        assertThat(texts(shards, "/HashKeyRange/EndingHashKey"))
                .containsExactly(
                        LAST_KEY,
                        new BigInteger(MIDDLE).subtract(BigInteger.ONE).toString(),
                        LAST_KEY);
        assertThat(shards.path(0)
                        .at("/SequenceNumberRange/EndingSequenceNumber")
                        .asText())
                .matches("49\\d{54}")
                .isGreaterThan(shards.path(0)
                        .at("/SequenceNumberRange/StartingSequenceNumber")
                        .asText());
        assertThat(low.path("ShardId").asText()).isEqualTo("shardId-000000000001");
        assertThat(high.path("ShardId").asText()).isEqualTo("shardId-000000000002");
    }

    @Test
    void aClosedShardIsReadToItsEndWhichNamesTheChildren() {
        kinesis.put("one", "a", "before");
        split("one", 0, MIDDLE);

        var first = kinesis.read(kinesis.iterator("one", 0, "TRIM_HORIZON"));
        var end = kinesis.read(first.path("NextShardIterator").asText());

        assertThat(KinesisFixture.data(first)).containsExactly("before");
        assertThat(end.path("Records")).isEmpty();
        assertThat(end.path("NextShardIterator").isNull()).isTrue();
        assertThat(texts(end.path("ChildShards"), "/ShardId"))
                .containsExactly("shardId-000000000001", "shardId-000000000002");
        assertThat(texts(end.path("ChildShards"), "/ParentShards/0"))
                .containsExactly("shardId-000000000000", "shardId-000000000000");
        assertThat(kinesis.read(kinesis.iterator("one", 0, "LATEST"))
                        .path("NextShardIterator")
                        .isNull())
                .isTrue();
    }

    @Test
    void aClosedShardIsToldOfAsLongAsItMayHoldRecords() {
        split("one", 0, MIDDLE);
        kinesis.advance(24 * 3600);
        assertThat(kinesis.shards("one")).hasSize(3);
        kinesis.advance(1);
        assertThat(texts(kinesis.shards("one"), "/ShardId"))
                .containsExactly("shardId-000000000001", "shardId-000000000002");
    }

    @Test
    void twoAdjacentShardsMergeIntoOneWithBothAsParents() {
        kinesis.call(
                "MergeShards", "{'StreamName':'three','ShardToMerge':'shardId-0','AdjacentShardToMerge':'shardId-1'}");

        var merged = kinesis.shards("three").path(3);
        assertThat(merged.path("ParentShardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(merged.path("AdjacentParentShardId").asText()).isEqualTo("shardId-000000000001");
        assertThat(merged.at("/HashKeyRange/StartingHashKey").asText()).isEqualTo("0");
        assertThat(kinesis.put("three", "b", "x").path("ShardId").asText()).isEqualTo("shardId-000000000003");
        assertThat(kinesis.refusal(
                        "MergeShards",
                        "{'StreamName':'three','ShardToMerge':'shardId-0','AdjacentShardToMerge':'shardId-2'}"))
                .isEqualTo("InvalidArgumentException: Shards shardId-000000000000 and shardId-000000000002 in stream"
                        + " three" + ACCOUNT + " are not an adjacent pair of shards eligible for merging");
    }

    @Test
    void aSplitThatDoesNotFitIsRefused() {
        var request = "{'StreamName':'%s','ShardToSplit':'%s','NewStartingHashKey':'%s'}";

        assertThat(kinesis.refusal("SplitShard", request.formatted("one", "shardId-0", "1")))
                .isEqualTo("InvalidArgumentException: NewStartingHashKey 1 used in SplitShard() on shard"
                        + " shardId-000000000000 in stream one" + ACCOUNT + " is not both greater than one plus the"
                        + " shard's StartingHashKey 0 and less than the shard's EndingHashKey " + LAST_KEY + ".");
        assertThat(kinesis.refusal("SplitShard", request.formatted("one", "shardId-5", "2")))
                .isEqualTo("ResourceNotFoundException: Could not find shard shardId-000000000005 in stream one"
                        + ACCOUNT + ".");
        assertThat(kinesis.refusal("SplitShard", request.formatted("one", "ABKLFD8", "2")))
                .isEqualTo("ResourceNotFoundException: Could not find shard ABKLFD8 in stream one" + ACCOUNT + ".");
        split("one", 0, "2");
        assertThat(kinesis.refusal("SplitShard", request.formatted("one", "shardId-0", "5")))
                .startsWith("InvalidArgumentException: Shard shardId-000000000000 in stream one" + ACCOUNT);
    }

    @Test
    void scalingEndsWithShardsOfOneSize() {
        var answer = kinesis.call(
                "UpdateShardCount", "{'StreamName':'three','TargetShardCount':5,'ScalingType':'UNIFORM_SCALING'}");

        assertThat(answer.path("CurrentShardCount").asInt()).isEqualTo(3);
        List<String> starts = new ArrayList<>();
        kinesis.call("ListShards", "{'StreamName':'three','ShardFilter':{'Type':'AT_LATEST'}}")
                .path("Shards")
                .forEach(shard ->
                        starts.add(shard.at("/HashKeyRange/StartingHashKey").asText()));
        assertThat(starts)
                .containsExactlyInAnyOrder(
                        "0",
                        "68056473384187692692674921486353642291",
                        "136112946768375385385349842972707284582",
                        "204169420152563078078024764459060926873",
                        "272225893536750770770699685945414569164");
        assertThat(kinesis.refusal(
                        "UpdateShardCount",
                        "{'StreamName':'three','TargetShardCount':11,'ScalingType':'UNIFORM_SCALING'}"))
                .startsWith("LimitExceededException: UpdateShardCount cannot scale up over double");
        assertThat(kinesis.refusal(
                        "UpdateShardCount",
                        "{'StreamName':'three','TargetShardCount':2,'ScalingType':'UNIFORM_SCALING'}"))
                .startsWith("LimitExceededException: UpdateShardCount cannot scale down below half");
    }

    @Test
    void shardsAreListedByPageAndFilter() {
        var first = kinesis.call("ListShards", "{'StreamName':'three','MaxResults':2}");
        var second = kinesis.call(
                "ListShards",
                "{'NextToken':'%s'}".formatted(first.path("NextToken").asText()));
        split("one", 0, MIDDLE);

        assertThat(texts(first.path("Shards"), "/ShardId"))
                .containsExactly("shardId-000000000000", "shardId-000000000001");
        assertThat(texts(second.path("Shards"), "/ShardId")).containsExactly("shardId-000000000002");
        assertThat(second.has("NextToken")).isFalse();
        assertThat(kinesis.call("ListShards", "{'StreamName':'one','ExclusiveStartShardId':'shardId-000000000000'}")
                        .path("Shards"))
                .hasSize(2);
        assertThat(kinesis.call("ListShards", "{'StreamName':'one','ShardFilter':{'Type':'FROM_TRIM_HORIZON'}}")
                        .path("Shards"))
                .hasSize(3);
        assertThat(kinesis.refusal("ListShards", "{}"))
                .isEqualTo("InvalidArgumentException: Either NextToken or StreamName should be provided.");
        assertThat(kinesis.refusal("ListShards", "{'StreamName':'one','NextToken':'x'}"))
                .isEqualTo("InvalidArgumentException: NextToken and StreamName cannot be provided together.");
    }
}
