package dev.evenstep.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writing and reading. Texts and figures are what public suites recorded of AWS, or what its documentation says. */
class KinesisRecordsTest {

    private static final String ACCOUNT = " under account 000000000000";

    private final KinesisFixture kinesis = new KinesisFixture().withStream("s", 3);

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void aPartitionKeyLeadsToTheShardOfItsMd5() {
        // MD5 of "a" is 0cc1…, of "b" 92eb…, of "hello" 5d41…, of "c" 4a8a…, of "f" 8fa1…, of "e" e167…
        assertThat(kinesis.put("s", "a", "1").path("ShardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(kinesis.put("s", "b", "1").path("ShardId").asText()).isEqualTo("shardId-000000000001");
        assertThat(kinesis.put("s", "e", "1").path("ShardId").asText()).isEqualTo("shardId-000000000002");
    }

    @Test
    void anExplicitHashKeyOverrulesThePartitionKey() {
        var answer = kinesis.call(
                "PutRecord",
                "{'StreamName':'s','PartitionKey':'a','Data':'','ExplicitHashKey':'340282366920938463463374607431768211455'}");

        assertThat(answer.path("ShardId").asText()).isEqualTo("shardId-000000000002");
    }

    @Test
    void sequenceNumbersRiseAndHaveAwssForm() {
        var first = kinesis.put("s", "a", "1").path("SequenceNumber").asText();
        var second = kinesis.put("s", "a", "2").path("SequenceNumber").asText();

        assertThat(first).matches("49\\d{54}").isLessThan(second);
        assertThat(second).hasSameSizeAs(first);
        assertThat(kinesis.shards("s")
                        .path(0)
                        .at("/SequenceNumberRange/StartingSequenceNumber")
                        .asText())
                .isLessThan(first);
    }

    @Test
    void dataComesBackAsItIs() {
        for (String data : new String[] {"test", "ünicödé 统一码 💣💻🔥", "a".repeat(1000), ""}) {
            kinesis.put("s", "a", data);
        }

        var answer = kinesis.read(kinesis.iterator("s", 0, "TRIM_HORIZON"));

        assertThat(KinesisFixture.data(answer)).containsExactly("test", "ünicödé 统一码 💣💻🔥", "a".repeat(1000), "");
        assertThat(answer.path("Records").path(0).fieldNames())
                .toIterable()
                .containsExactly("SequenceNumber", "ApproximateArrivalTimestamp", "Data", "PartitionKey");
        assertThat(answer.path("MillisBehindLatest").asInt(-1)).isZero();
    }

    @Test
    void eachTypeOfIteratorBeginsWhereItSays() {
        var first = kinesis.put("s", "a", "1").path("SequenceNumber").asText();
        kinesis.advance(10);
        kinesis.put("s", "a", "2");
        var start = ",'StartingSequenceNumber':'%s'".formatted(first);

        var latest = kinesis.iterator("s", 0, "LATEST");
        kinesis.advance(1);
        kinesis.put("s", "a", "3");

        assertThat(KinesisFixture.data(kinesis.read(latest))).containsExactly("3");
        assertThat(kinesis.all("s", 0)).containsExactly("1", "2", "3");
        assertThat(KinesisFixture.data(kinesis.read(kinesis.iterator("s", 0, "AT_SEQUENCE_NUMBER", start))))
                .containsExactly("1", "2", "3");
        assertThat(KinesisFixture.data(kinesis.read(kinesis.iterator("s", 0, "AFTER_SEQUENCE_NUMBER", start))))
                .containsExactly("2", "3");
        var moment = ",'Timestamp':" + KinesisFixture.START.plusSeconds(5).getEpochSecond();
        assertThat(KinesisFixture.data(kinesis.read(kinesis.iterator("s", 0, "AT_TIMESTAMP", moment))))
                .containsExactly("2", "3");
    }

    @Test
    void theNextIteratorGoesOnAndIsAnother() {
        kinesis.put("s", "a", "1");
        kinesis.put("s", "a", "2");
        var iterator = kinesis.iterator("s", 0, "TRIM_HORIZON");

        var one = kinesis.call("GetRecords", "{'ShardIterator':'%s','Limit':1}".formatted(iterator));
        kinesis.advance(7);
        var behind = kinesis.call("GetRecords", "{'ShardIterator':'%s','Limit':1}".formatted(iterator));
        var rest = kinesis.read(one.path("NextShardIterator").asText());
        var none = kinesis.read(rest.path("NextShardIterator").asText());

        assertThat(KinesisFixture.data(one)).containsExactly("1");
        assertThat(behind.path("MillisBehindLatest").asInt()).isEqualTo(7000);
        assertThat(KinesisFixture.data(rest)).containsExactly("2");
        assertThat(KinesisFixture.data(none)).isEmpty();
        assertThat(none.path("NextShardIterator").asText())
                .isNotEmpty()
                .isNotEqualTo(rest.path("NextShardIterator").asText());
    }

    @Test
    void anIteratorExpiresAfterFiveMinutes() {
        var iterator = kinesis.iterator("s", 0, "LATEST");
        kinesis.advance(300);
        assertThat(kinesis.read(iterator).path("Records")).isEmpty();
        kinesis.advance(1);

        assertThat(kinesis.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator)))
                .isEqualTo("ExpiredIteratorException: Iterator expired. The iterator was created at time"
                        + " Sat Nov 21 08:00:00 UTC 2026 while right now it is Sat Nov 21 08:05:01 UTC 2026 which is"
                        + " further in the future than the tolerated delay of 300000 milliseconds.");
    }

    @Test
    void whatIsNoIteratorIsRefused() {
        var iterator = kinesis.iterator("s", 0, "LATEST");
        var bytes = Base64.getDecoder().decode(iterator);
        bytes[30] ^= 1;

        for (String other : new String[] {"any", Base64.getEncoder().encodeToString(bytes)}) {
            assertThat(kinesis.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(other)))
                    .isEqualTo("InvalidArgumentException: Invalid ShardIterator.");
        }
        kinesis.call("DeleteStream", "{'StreamName':'s'}");
        kinesis.withStream("other", 1);
        assertThat(kinesis.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator)))
                .isEqualTo("ResourceNotFoundException: Shard shardId-000000000000 in stream s" + ACCOUNT
                        + " does not exist");
    }

    @Test
    void recordsAreGoneAfterTheRetention() {
        kinesis.put("s", "a", "1");
        kinesis.advance(3600);
        kinesis.put("s", "a", "2");
        kinesis.advance(23 * 3600);
        assertThat(kinesis.all("s", 0)).containsExactly("1", "2");
        kinesis.advance(1);
        assertThat(kinesis.all("s", 0)).containsExactly("2");

        var last = kinesis.put("s", "a", "3").path("SequenceNumber").asText();
        kinesis.advance(24 * 3600 + 1);

        assertThat(kinesis.all("s", 0)).isEmpty();
        assertThat(kinesis.put("s", "a", "4").path("SequenceNumber").asText()).isGreaterThan(last);
    }

    @Test
    void aShardGivesFiveReadsInASecond() {
        var iterator = kinesis.iterator("s", 0, "TRIM_HORIZON");
        IntStream.range(0, 5).forEach(read -> kinesis.read(iterator));

        assertThat(kinesis.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator)))
                .isEqualTo("ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000000 in"
                        + " stream s" + ACCOUNT + ".");
        assertThat(kinesis.engine.poll(KinesisFixture.parse("{\"ShardIterator\":\"%s\"}".formatted(iterator))))
                .isNotNull();
        kinesis.advance(1);
        assertThat(kinesis.read(iterator)).isNotNull();
    }

    @Test
    void aShardTakesAThousandRecordsInASecondAndPutRecordsNamesTheRest() {
        var some = IntStream.range(0, 500)
                .mapToObj(i -> "{'PartitionKey':'a','Data':''}")
                .collect(Collectors.joining(",", "{'StreamName':'s','Records':[", "]}"));
        kinesis.call("PutRecords", some);
        kinesis.put("s", "a", "");
        var answer = kinesis.call("PutRecords", some);

        assertThat(answer.path("FailedRecordCount").asInt()).isOne();
        var refused = answer.path("Records").path(499);
        assertThat(refused.path("ErrorCode").asText()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(refused.path("ErrorMessage").asText())
                .isEqualTo("Rate exceeded for shard shardId-000000000000 in stream s" + ACCOUNT + ".");
        assertThat(refused.has("SequenceNumber")).isFalse();
        assertThat(kinesis.refusal("PutRecord", "{'StreamName':'s','PartitionKey':'a','Data':''}"))
                .startsWith("ProvisionedThroughputExceededException");
    }

    @Test
    void aShardTakesAMebibyteInASecond() {
        kinesis.put("s", "a", "x".repeat(1024 * 1024 - 1));

        assertThat(kinesis.refusal("PutRecord", "{'StreamName':'s','PartitionKey':'a','Data':'eA=='}"))
                .startsWith("ProvisionedThroughputExceededException");
        assertThat(kinesis.put("s", "b", "x").path("ShardId").asText()).isEqualTo("shardId-000000000001");
    }

    @Test
    void aReadOfMoreThanASecondsShareClosesTheShardForAsLong() {
        for (int i = 0; i < 12; i++) {
            kinesis.put("s", "a", "x".repeat(1024 * 1024 - 1));
            kinesis.advance(1);
        }
        var iterator = kinesis.iterator("s", 0, "TRIM_HORIZON");

        assertThat(kinesis.read(iterator).path("Records")).hasSize(10);
        kinesis.advance(4);
        assertThat(kinesis.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator)))
                .startsWith("ProvisionedThroughputExceededException");
        kinesis.advance(1);
        assertThat(kinesis.read(iterator).path("Records")).hasSize(10);
    }

    @Test
    void aRecordOfMoreThanTheStreamsLargestIsRefused() {
        var put = "{'StreamName':'s','PartitionKey':'a','Data':'%s'}";
        var large = KinesisFixture.base64("x".repeat(1024 * 1024 + 1));

        assertThat(kinesis.refusal("PutRecord", put.formatted(large)))
                .isEqualTo("ValidationException: 1 validation error detected: Value"
                        + " 'java.nio.HeapByteBuffer[pos=0 lim=1048577 cap=1048577]' at 'data' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 1048576");
        assertThat(kinesis.refusal("PutRecord", put.formatted(KinesisFixture.base64("x".repeat(1024 * 1024)))))
                .startsWith("ValidationException");

        kinesis.call("UpdateMaxRecordSize", "{'StreamName':'s','MaxRecordSizeInKiB':2048}");
        kinesis.call("PutRecord", put.formatted(large));
        assertThat(kinesis.all("s", 0)).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsToldInAwssWords() {
        assertThat(kinesis.refusal("PutRecord", "{'StreamName':'','PartitionKey':'','Data':'','ExplicitHashKey':''}"))
                .startsWith("ValidationException: 4 validation errors detected: ")
                .contains("Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular"
                        + " expression pattern: [a-zA-Z0-9_.-]+; ")
                .contains("Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater"
                        + " than or equal to 1")
                .contains("Value '' at 'explicitHashKey' failed to satisfy constraint: Member must satisfy regular"
                        + " expression pattern: 0|([1-9]\\d{0,38})");
        assertThat(kinesis.refusal("PutRecords", "{'StreamName':'s','Records':[{'PartitionKey':'','Data':''}]}"))
                .isEqualTo("ValidationException: 1 validation error detected: Value '' at"
                        + " 'records.1.member.partitionKey' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1");
        assertThat(kinesis.refusal("PutRecord", "{'StreamName':'no','PartitionKey':'a','Data':''}"))
                .isEqualTo("ResourceNotFoundException: Stream no" + ACCOUNT + " not found.");
        assertThat(
                        kinesis.refusal(
                                "PutRecord",
                                "{'StreamName':'s','PartitionKey':'a','Data':'','ExplicitHashKey':'340282366920938463463374607431768211456'}"))
                .isEqualTo("InvalidArgumentException: Invalid ExplicitHashKey. ExplicitHashKey must be in the range:"
                        + " [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456");
        assertThat(kinesis.refusal(
                        "PutRecord", "{'StreamName':'s','PartitionKey':'a','Data':'','SequenceNumberForOrdering':'5'}"))
                .isEqualTo("InvalidArgumentException: ExclusiveMinimumSequenceNumber 5 used in PutRecord on stream s"
                        + ACCOUNT + " is invalid.");
        assertThat(kinesis.refusal("PutRecord", "{'StreamName':5,'PartitionKey':'a','Data':''}"))
                .isEqualTo("SerializationException: NUMBER_VALUE can not be converted to String");
    }

    @Test
    void anIteratorWithoutItsStartOrWithAnotherShardsIsRefused() {
        var request = "{'StreamName':'s','ShardId':'shardId-0','ShardIteratorType':'%s'%s}";

        assertThat(kinesis.refusal("GetShardIterator", request.formatted("AT_SEQUENCE_NUMBER", "")))
                .isEqualTo("InvalidArgumentException: Must either specify (1) AT_SEQUENCE_NUMBER or"
                        + " AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
                        + " StartingSequenceNumber. Request specified AT_SEQUENCE_NUMBER and no"
                        + " StartingSequenceNumber.");
        assertThat(kinesis.refusal("GetShardIterator", request.formatted("LATEST", ",'StartingSequenceNumber':'5'")))
                .endsWith("Request specified LATEST and also a StartingSequenceNumber.");
        assertThat(kinesis.refusal("GetShardIterator", request.formatted("AT_TIMESTAMP", "")))
                .startsWith("InvalidArgumentException: Must specify timestampInMillis parameter");
        var other = kinesis.put("s", "b", "1").path("SequenceNumber").asText();
        assertThat(kinesis.refusal(
                        "GetShardIterator",
                        request.formatted("AT_SEQUENCE_NUMBER", ",'StartingSequenceNumber':'" + other + "'")))
                .isEqualTo("InvalidArgumentException: Invalid StartingSequenceNumber. It encodes"
                        + " shardId-000000000001, while it was used in a call to a shard with shardId-000000000000");
        assertThat(kinesis.refusal(
                        "GetShardIterator", "{'StreamName':'s','ShardId':'shardId-5','ShardIteratorType':'LATEST'}"))
                .isEqualTo("ResourceNotFoundException: Shard shardId-000000000005 in stream s" + ACCOUNT
                        + " does not exist");
    }
}
