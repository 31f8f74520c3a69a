package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream tells what became of items, for a day. */
class StreamTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final ManualTime time = new ManualTime(START);
    private final Fixture fixture = new Fixture(DynamoDbOptions.defaults().withTime(time));

    @BeforeEach
    void table() {
        fixture.withListeners();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void put(String id, String town) {
        fixture.put("Listeners", "{'id':{'S':'%s'},'town':{'S':'%s'}}".formatted(id, town));
    }

    @Test
    void insertModifyRemoveAndNothingWhereNothingChanged() {
        var stream = new StreamReader(fixture, time, "Listeners", "NEW_AND_OLD_IMAGES");
        put("a", "Ulm");
        put("a", "Ulm");
        put("a", "Bonn");
        fixture.call("DeleteItem", "{'TableName':'Listeners','Key':{'id':{'S':'a'}}}");
        fixture.call("DeleteItem", "{'TableName':'Listeners','Key':{'id':{'S':'a'}}}");

        var records = stream.records();
        assertThat(records)
                .extracting(record -> record.path("eventName").asText())
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        var modified = records.get(1);
        assertThat(modified.path("dynamodb")
                        .path("OldImage")
                        .path("town")
                        .path("S")
                        .asText())
                .isEqualTo("Ulm");
        assertThat(modified.path("dynamodb")
                        .path("NewImage")
                        .path("town")
                        .path("S")
                        .asText())
                .isEqualTo("Bonn");
        assertThat(modified.path("dynamodb").path("ApproximateCreationDateTime").asLong())
                .isEqualTo(START.getEpochSecond());
        assertThat(modified.path("dynamodb").path("SizeBytes").asInt()).isEqualTo(3 + 10 + 11);
        assertThat(modified.path("eventID").asText()).matches("[0-9a-f]{32}");
        assertThat(modified.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(modified.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(records)
                .extracting(
                        record -> record.path("dynamodb").path("SequenceNumber").asText())
                .isSorted()
                .allMatch(number -> number.matches("[0-9]{21,40}"));
        assertThat(stream.records()).isEqualTo(records);
    }

    @ParameterizedTest
    @CsvSource({"KEYS_ONLY,false,false", "NEW_IMAGE,false,true", "OLD_IMAGE,true,false", "NEW_AND_OLD_IMAGES,true,true"
    })
    void tellsWhatItsViewSays(String view, boolean before, boolean after) {
        var stream = new StreamReader(fixture, time, "Listeners", view);
        put("a", "Ulm");
        put("a", "Bonn");

        var told = stream.records().getLast().path("dynamodb");
        assertThat(told.has("OldImage")).isEqualTo(before);
        assertThat(told.has("NewImage")).isEqualTo(after);
        assertThat(told.path("StreamViewType").asText()).isEqualTo(view);
    }

    @Test
    void hasOneArnEverywhere() {
        var stream = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");

        assertThat(stream.arn())
                .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/Listeners/stream/2026-03-01T08:00:00.000");
        assertThat(fixture.call("ListStreams", "{'TableName':'Listeners'}")
                        .path("Streams")
                        .findValuesAsText("StreamArn"))
                .containsExactly(stream.arn());
        assertThat(stream.described().path("StreamArn").asText()).isEqualTo(stream.arn());
        assertThat(stream.described().path("StreamStatus").asText()).isEqualTo("ENABLED");
    }

    @Test
    void iteratorsBeginWhereTheySay() {
        var stream = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");
        List.of("a", "b", "c").forEach(id -> put(id, "Ulm"));
        var second = ",'SequenceNumber':'%s'"
                .formatted(stream.records()
                        .get(1)
                        .path("dynamodb")
                        .path("SequenceNumber")
                        .asText());
        var latest = stream.iterator(stream.shard(), "LATEST", "");
        put("d", "Ulm");

        assertThat(ids(stream, "TRIM_HORIZON", "")).containsExactly("a", "b", "c", "d");
        assertThat(ids(stream, "AT_SEQUENCE_NUMBER", second)).containsExactly("b", "c", "d");
        assertThat(ids(stream, "AFTER_SEQUENCE_NUMBER", second)).containsExactly("c", "d");
        assertThat(StreamReader.ids(stream.get(latest).path("Records"))).containsExactly("d");
    }

    private static List<String> ids(StreamReader stream, String type, String more) {
        return StreamReader.ids(
                stream.get(stream.iterator(stream.shard(), type, more)).path("Records"));
    }

    @Test
    void iteratorsAreGoodForAQuarterOfAnHour() {
        var stream = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");
        var iterator = stream.iterator(stream.shard(), "TRIM_HORIZON", "");

        time.advance(Duration.ofMinutes(15));
        var next = stream.get(iterator).path("NextShardIterator").asText();
        time.advance(Duration.ofMinutes(1));
        assertThat(fixture.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator)))
                .startsWith("ExpiredIteratorException");
        assertThat(stream.get(next).path("Records")).isEmpty();
        assertThat(fixture.refusal("GetRecords", "{'ShardIterator':'none'}"))
                .isEqualTo("ValidationException: Invalid ShardIterator");
    }

    @Test
    void recordsGoAfterADay() {
        var stream = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");
        put("a", "Ulm");
        var shard = stream.shard();
        var first = ",'SequenceNumber':'%s'"
                .formatted(stream.records()
                        .getFirst()
                        .path("dynamodb")
                        .path("SequenceNumber")
                        .asText());
        time.advance(Duration.ofHours(3));
        put("b", "Ulm");
        assertThat(StreamReader.ids(stream.records())).containsExactly("a", "b");

        time.advance(Duration.ofHours(21).plusMinutes(10));
        assertThat(StreamReader.ids(stream.records())).containsExactly("b");
        assertThat(fixture.refusal("GetShardIterator", stream.request(shard, "AT_SEQUENCE_NUMBER", first)))
                .startsWith("TrimmedDataAccessException");

        time.advance(Duration.ofHours(4));
        assertThat(stream.records()).isEmpty();
        assertThat(stream.shards()).doesNotContain(shard);
    }

    @Test
    void aSlowReaderIsToldThatItMissedSomething() {
        var stream = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");
        put("a", "Ulm");
        var first = ",'SequenceNumber':'%s'"
                .formatted(stream.records()
                        .getFirst()
                        .path("dynamodb")
                        .path("SequenceNumber")
                        .asText());
        var shard = stream.shard();
        time.advance(Duration.ofHours(1));
        put("b", "Ulm");
        time.advance(Duration.ofHours(22).plusMinutes(58));
        var iterator = stream.iterator(shard, "AT_SEQUENCE_NUMBER", first);
        var oldest = stream.iterator(shard, "TRIM_HORIZON", "");
        time.advance(Duration.ofMinutes(12));

        assertThat(fixture.refusal("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator)))
                .startsWith("TrimmedDataAccessException");
        assertThat(StreamReader.ids(stream.get(oldest).path("Records"))).containsExactly("b");
    }

    @Test
    void staysReadableForADayAfterItsTableIsGone() {
        var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
        put("a", "Ulm");
        fixture.call("DeleteTable", "{'TableName':'Listeners'}");
        fixture.withListeners();
        var other = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");

        assertThat(other.arn()).isNotEqualTo(stream.arn());
        assertThat(other.records()).isEmpty();
        time.advance(Duration.ofHours(23));
        assertThat(stream.described().path("StreamStatus").asText()).isEqualTo("DISABLED");
        assertThat(StreamReader.ids(stream.records())).containsExactly("a");
        time.advance(Duration.ofHours(2));
        assertThat(fixture.refusal("DescribeStream", "{'StreamArn':'%s'}".formatted(stream.arn())))
                .isEqualTo("ResourceNotFoundException: Requested resource not found: Stream: %s not found"
                        .formatted(stream.arn()));
    }

    @Test
    void isSwitchedOffAndAnotherOneOn() {
        var first = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
        put("a", "Ulm");
        fixture.call("UpdateTable", "{'TableName':'Listeners','StreamSpecification':{'StreamEnabled':false}}");
        put("b", "Ulm");
        var second = new StreamReader(fixture, time, "Listeners", "KEYS_ONLY");
        put("c", "Ulm");

        assertThat(StreamReader.ids(first.records())).containsExactly("a");
        assertThat(StreamReader.ids(second.records())).containsExactly("c");
        assertThat(first.get(first.iterator(first.shard(), "TRIM_HORIZON", "")).has("NextShardIterator"))
                .isFalse();
    }

    @Test
    void isNotSwitchedOnTwiceNorWithOtherThings() {
        var on =
                "{'TableName':'Listeners','StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}%s}";
        fixture.call("UpdateTable", on.formatted(""));

        assertThat(fixture.refusal("UpdateTable", on.formatted("")))
                .isEqualTo("ValidationException: Table already has an enabled stream: TableName: Listeners");
        assertThat(fixture.refusal(
                        "UpdateTable",
                        on.formatted(",'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}")))
                .endsWith("You cannot modify stream status while updating table IOPS");
    }

    @Test
    void pagesEndAtTheLimitAndAtAMegabyte() {
        var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
        for (int i = 0; i < 4; i++) {
            put("a" + i, "x".repeat(350_000));
        }
        var iterator = stream.iterator(stream.shard(), "TRIM_HORIZON", "");

        var page = stream.get(iterator);
        assertThat(page.path("Records")).hasSize(2);
        assertThat(stream.get(page.path("NextShardIterator").asText()).path("Records"))
                .hasSize(2);
        assertThat(fixture.call("GetRecords", "{'ShardIterator':'%s','Limit':1}".formatted(iterator))
                        .path("Records"))
                .hasSize(1);
        assertThat(fixture.refusal("GetRecords", "{'ShardIterator':'%s','Limit':1001}".formatted(iterator)))
                .contains("Member must have value less than or equal to 1000");
    }

    @Test
    void whoListensIsToldAfterTheWrite() throws Exception {
        var stream = new StreamReader(fixture, time, "Listeners", "NEW_IMAGE");
        var seen = new AtomicInteger();
        try (var listening = fixture.engine()
                .streams()
                .onAppend(stream.arn(), () -> seen.addAndGet(stream.records().size()))) {
            assertThat(listening).isNotNull();
            put("a", "Ulm");
            put("a", "Ulm");
            put("b", "Ulm");
        }
        put("c", "Ulm");

        assertThat(seen).hasValue(1 + 2);
    }

    @Test
    void isKeptInAFile(@TempDir Path folder) {
        var file = folder.resolve("data");
        var options = DynamoDbOptions.defaults().withTime(time);
        String arn;
        List<JsonNode> before;
        try (var first = new Fixture(options.withStorage(Storage.file(file)))) {
            first.withListeners();
            var stream = new StreamReader(first, time, "Listeners", "NEW_AND_OLD_IMAGES");
            first.put("Listeners", "{'id':{'S':'a'},'bytes':{'B':'AAEC'}}");
            first.put("Listeners", "{'id':{'S':'a'},'more':{'SS':['x','y']}}");
            arn = stream.arn();
            before = stream.records();
        }
        var again = new ManualTime(START);
        try (var second = new Fixture(options.withTime(again).withStorage(Storage.file(file)))) {
            var stream = new StreamReader(second, again, arn);
            assertThat(stream.records()).isEqualTo(before);
            second.put("Listeners", "{'id':{'S':'b'}}");
            assertThat(stream.records())
                    .hasSize(3)
                    .extracting(record ->
                            record.path("dynamodb").path("SequenceNumber").asText())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }
}
