package dev.evenstep.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams: their life, settings and tags, what survives, and what AWS may do. */
class KinesisStreamsTest {

    private static final String ACCOUNT = " under account 000000000000";

    @Test
    void aStreamIsDescribed() {
        try (var kinesis = new KinesisFixture().withStream("s", 3)) {
            var described = kinesis.call("DescribeStream", "{'StreamName':'s'}").path("StreamDescription");

            assertThat(described.path("StreamARN").asText())
                    .isEqualTo("arn:aws:kinesis:us-east-1:000000000000:stream/s");
            assertThat(described.path("StreamStatus").asText()).isEqualTo("ACTIVE");
            assertThat(described.path("RetentionPeriodHours").asInt()).isEqualTo(24);
            assertThat(described.path("EncryptionType").asText()).isEqualTo("NONE");
            assertThat(described.at("/StreamModeDetails/StreamMode").asText()).isEqualTo("PROVISIONED");
            assertThat(described.path("HasMoreShards").asBoolean()).isFalse();
            assertThat(described.at("/Shards/0/HashKeyRange/EndingHashKey").asText())
                    .isEqualTo("113427455640312821154458202477256070484");
            assertThat(described.at("/Shards/2/HashKeyRange/StartingHashKey").asText())
                    .isEqualTo("226854911280625642308916404954512140970");
            var byArn = "{'StreamARN':'arn:aws:kinesis:us-east-1:000000000000:stream/s'}";
            assertThat(kinesis.call("DescribeStreamSummary", byArn)
                            .at("/StreamDescriptionSummary/OpenShardCount")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void onDemandHasFourShards() {
        try (var kinesis = new KinesisFixture()) {
            kinesis.call("CreateStream", "{'StreamName':'s','StreamModeDetails':{'StreamMode':'ON_DEMAND'}}");

            assertThat(kinesis.shards("s")).hasSize(4);
            assertThat(kinesis.refusal("CreateStream", "{'StreamName':'s','ShardCount':1}"))
                    .isEqualTo("ResourceInUseException: Stream s" + ACCOUNT + " already exists.");
            assertThat(kinesis.refusal("CreateStream", "{'StreamName':'t','ShardCount':20000}"))
                    .startsWith("LimitExceededException: This request would exceed the shard limit for the account"
                            + " 000000000000 in us-east-1. Current shard count for the account: 4. Limit: 20000.");
        }
    }

    @Test
    void aStreamIsNotThereUntilItIsMadeAndGoneOnceItIsDeleted() {
        try (var kinesis = new KinesisFixture(options -> options.withStreamDelay(Duration.ofSeconds(5)))) {
            kinesis.withStream("s", 1);
            assertThat(kinesis.shards("s")).isEmpty();
            assertThat(kinesis.refusal("PutRecord", "{'StreamName':'s','PartitionKey':'a','Data':''}"))
                    .isEqualTo("ResourceNotFoundException: Stream s" + ACCOUNT + " not found.");
            assertThat(kinesis.refusal(
                            "SplitShard", "{'StreamName':'s','ShardToSplit':'shardId-0','NewStartingHashKey':'2'}"))
                    .isEqualTo("ResourceInUseException: Stream s" + ACCOUNT + " not ACTIVE, instead in state CREATING");

            kinesis.advance(5);
            kinesis.put("s", "a", "1");
            kinesis.call("DeleteStream", "{'StreamName':'s'}");
            assertThat(kinesis.call("ListStreams", "{}")
                            .at("/StreamSummaries/0/StreamStatus")
                            .asText())
                    .isEqualTo("DELETING");
            kinesis.advance(5);
            assertThat(kinesis.refusal("DescribeStream", "{'StreamName':'s'}"))
                    .isEqualTo("ResourceNotFoundException: Stream s" + ACCOUNT + " not found.");

            kinesis.withStream("s", 1).advance(5);
            assertThat(kinesis.all("s", 0)).as("of the stream before").isEmpty();
        }
    }

    @Test
    void streamsAreListedByPage() {
        try (var kinesis =
                new KinesisFixture().withStream("a", 1).withStream("b", 1).withStream("c", 1)) {
            var first = kinesis.call("ListStreams", "{'Limit':2}");
            var second = kinesis.call(
                    "ListStreams",
                    "{'NextToken':'%s'}".formatted(first.path("NextToken").asText()));

            assertThat(first.path("StreamNames").toString()).isEqualTo("[\"a\",\"b\"]");
            assertThat(first.path("HasMoreStreams").asBoolean()).isTrue();
            assertThat(second.path("StreamNames").toString()).isEqualTo("[\"c\"]");
            assertThat(second.path("HasMoreStreams").asBoolean()).isFalse();
        }
    }

    @Test
    void theRetentionIsChangedWithinItsBounds() {
        try (var kinesis = new KinesisFixture().withStream("s", 1)) {
            kinesis.call("IncreaseStreamRetentionPeriod", "{'StreamName':'s','RetentionPeriodHours':25}");

            assertThat(kinesis.refusal("IncreaseStreamRetentionPeriod", "{'StreamName':'s','RetentionPeriodHours':24}"))
                    .isEqualTo("InvalidArgumentException: Requested retention period (24 hours) for stream s can not be"
                            + " shorter than existing retention period (25 hours). Use DecreaseRetentionPeriod API.");
            assertThat(kinesis.refusal("DecreaseStreamRetentionPeriod", "{'StreamName':'s','RetentionPeriodHours':23}"))
                    .isEqualTo("InvalidArgumentException: Minimum allowed retention period is 24 hours. Requested"
                            + " retention period (23 hours) is too short.");
            kinesis.put("s", "a", "1");
            kinesis.advance(24 * 3600 + 1);
            assertThat(kinesis.all("s", 0)).containsExactly("1");
        }
    }

    @Test
    void recordsOfAnEncryptedStreamSaySo() {
        try (var kinesis = new KinesisFixture().withStream("s", 1)) {
            kinesis.call(
                    "StartStreamEncryption", "{'StreamName':'s','EncryptionType':'KMS','KeyId':'alias/aws/kinesis'}");
            assertThat(kinesis.put("s", "a", "1").path("EncryptionType").asText())
                    .isEqualTo("KMS");
            kinesis.call(
                    "StopStreamEncryption", "{'StreamName':'s','EncryptionType':'KMS','KeyId':'alias/aws/kinesis'}");
            assertThat(kinesis.put("s", "a", "2").has("EncryptionType")).isFalse();

            var records = kinesis.read(kinesis.iterator("s", 0, "TRIM_HORIZON")).path("Records");
            assertThat(records.path(0).path("EncryptionType").asText()).isEqualTo("KMS");
            assertThat(records.path(1).has("EncryptionType")).isFalse();
        }
    }

    @Test
    void tagsAreAddedListedAndRemoved() {
        try (var kinesis = new KinesisFixture().withStream("s", 1)) {
            kinesis.call("AddTagsToStream", "{'StreamName':'s','Tags':{'foo':'bar','a':'b'}}");
            assertThat(kinesis.call("ListTagsForStream", "{'StreamName':'s','Limit':1}")
                            .toString())
                    .isEqualTo("{\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}],\"HasMoreTags\":true}");
            kinesis.call("RemoveTagsFromStream", "{'StreamName':'s','TagKeys':['a']}");
            assertThat(kinesis.call("ListTagsForStream", "{'StreamName':'s'}").toString())
                    .isEqualTo("{\"Tags\":[{\"Key\":\"foo\",\"Value\":\"bar\"}],\"HasMoreTags\":false}");

            assertThat(kinesis.refusal("AddTagsToStream", "{'StreamName':'s','Tags':{'a;b':'1'}}"))
                    .startsWith("InvalidArgumentException: Some tags contain invalid characters. Valid characters: ");
            assertThat(kinesis.refusal("AddTagsToStream", "{'StreamName':'s','Tags':{'" + "a".repeat(129) + "':'1'}}"))
                    .startsWith("ValidationException: 1 validation error detected: ")
                    .endsWith("Map keys must satisfy constraint: [Member must have length less than or equal to 128,"
                            + " Member must have length greater than or equal to 1]");
        }
    }

    @Test
    void whatTheEngineDoesNotDoIsSaid() {
        try (var kinesis = new KinesisFixture()) {
            assertThat(kinesis.refusal("RegisterStreamConsumer", "{}"))
                    .isEqualTo("UnknownOperationException: This engine does not know the operation"
                            + " 'RegisterStreamConsumer'. It has no enhanced fan-out: read with GetShardIterator and"
                            + " GetRecords.");
        }
    }

    @Test
    void whoListensIsToldOnceTheRecordIsThere() {
        try (var kinesis = new KinesisFixture().withStream("s", 1)) {
            var told = new AtomicInteger();
            var listening = kinesis.engine.onAppend("arn:aws:kinesis:us-east-1:000000000000:stream/s", () -> {
                told.incrementAndGet();
                assertThat(kinesis.all("s", 0)).isNotEmpty();
            });
            kinesis.put("s", "a", "1");
            listening.close();
            kinesis.put("s", "a", "2");

            assertThat(told).hasValue(1);
        }
    }

    @Test
    void aClockOfNanosecondsIsKeptToTheMillisecond() {
        try (var kinesis = new KinesisFixture()) {
            kinesis.time.advance(Duration.ofNanos(1_234_567));
            kinesis.withStream("s", 1).put("s", "a", "1");

            assertThat(kinesis.all("s", 0)).containsExactly("1");
        }
    }

    @Test
    void aFileKeepsStreamsAndRecords(@TempDir Path folder) {
        var file = folder.resolve("kinesis.mv");
        String last;
        try (var kinesis = new KinesisFixture(options -> options.withStorage(Storage.file(file)))) {
            kinesis.withStream("s", 2);
            kinesis.call("AddTagsToStream", "{'StreamName':'s','Tags':{'foo':'bar'}}");
            kinesis.call("SplitShard", "{'StreamName':'s','ShardToSplit':'shardId-0','NewStartingHashKey':'100'}");
            last = kinesis.put("s", "a", "1").path("SequenceNumber").asText();
        }
        try (var kinesis = new KinesisFixture(options -> options.withStorage(Storage.file(file)))) {
            assertThat(kinesis.shards("s")).hasSize(4);
            assertThat(kinesis.all("s", 3)).containsExactly("1");
            assertThat(kinesis.put("s", "a", "2").path("SequenceNumber").asText())
                    .isGreaterThan(last);
            assertThat(kinesis.call("ListTagsForStream", "{'StreamName':'s'}")
                            .at("/Tags/0/Value")
                            .asText())
                    .isEqualTo("bar");
        }
    }

    @Test
    void faultsThrottleSomeRecordsAndSplitShards() {
        var faults = Faults.of(
                7,
                FaultRule.of(Fault.THROTTLE, 1).on("PutRecords", "s").after(1).times(1),
                FaultRule.of(Fault.SHARD_SPLIT, 1).on("PutRecord", "s").times(1));
        try (var kinesis = new KinesisFixture(options -> options.withFaults(faults))) {
            kinesis.withStream("s", 1);
            var answer = kinesis.call(
                    "PutRecords",
                    "{'StreamName':'s','Records':[{'PartitionKey':'a','Data':''},{'PartitionKey':'a','Data':''}]}");
            assertThat(answer.path("FailedRecordCount").asInt()).isOne();
            assertThat(answer.at("/Records/0").has("SequenceNumber")).isTrue();
            assertThat(answer.at("/Records/1/ErrorCode").asText()).isEqualTo("ProvisionedThroughputExceededException");

            kinesis.put("s", "a", "x");
            assertThat(kinesis.shards("s")).hasSize(3);
        }
    }
}
