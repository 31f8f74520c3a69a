package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's stream as a function's event source. */
@ExtendWith(SharedAws.class)
@Execution(ExecutionMode.CONCURRENT)
class StreamMappingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILED = "arn:aws:sqs:eu-central-1:000000000000:failed";

    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final MappingFixture fixture;
    private final Table table;
    private final String arn;

    StreamMappingTest(SharedAws.Running aws, TestInfo test) {
        var endpoint = aws.endpoint();
        this.dynamo = Clients.client(DynamoDbClient.builder(), endpoint);
        this.streams = Clients.client(DynamoDbStreamsClient.builder(), endpoint);
        this.fixture = MappingFixture.ofStreams(aws);
        this.table = Table.create(dynamo, test.getTestMethod().orElseThrow().getName());
        this.arn = table.streamArn();
    }

    @AfterEach
    void close() {
        fixture.close();
        streams.close();
        dynamo.close();
    }

    private static MappingSpec with(
            MappingSpec spec, boolean bisects, int retries, @Nullable Duration age, int parallel) {
        return MappingFixture.withStream(
                spec, new MappingSpec.Stream("TRIM_HORIZON", bisects, retries, age, parallel, FAILED));
    }

    private void putAll(int count) {
        for (int i = 0; i < count; i++) {
            table.put("p", "%03d".formatted(i));
        }
    }

    private static List<String> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj("%03d"::formatted).toList();
    }

    private List<String> seen() {
        return fixture.function.sortKeys().stream().flatMap(List::stream).toList();
    }

    private static void failOn(JsonNode event, String sortKey) {
        if (ScriptedFunction.texts(event, "/dynamodb/Keys/sk/S").contains(sortKey)) {
            throw new IllegalStateException("poison " + sortKey);
        }
    }

    @Test
    void theEventHasLambdasShape() throws Exception {
        Map<String, AttributeValue> item = Map.of(
                "pk", AttributeValue.fromS("p"),
                "sk", AttributeValue.fromS("s"),
                "number", AttributeValue.fromN("1.5"),
                "yes", AttributeValue.fromBool(true),
                "nothing", AttributeValue.fromNul(true),
                "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2, 3})),
                "texts", AttributeValue.fromSs(List.of("a")),
                "numbers", AttributeValue.fromNs(List.of("2")),
                "list", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromL(List.of()))),
                "map", AttributeValue.fromM(Map.of("deep", AttributeValue.fromM(Map.of()))));
        table.put(item);
        table.put("p", "s");
        table.delete("p", "s");

        fixture.start(MappingFixture.stream(arn));

        await().until(() -> seen().size() == 3);
        List<JsonNode> records = new ArrayList<>();
        fixture.function.events.forEach(event -> event.path("Records").forEach(records::add));
        JsonNode insert = records.getFirst();
        assertThat(insert.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "eventID",
                        "eventName",
                        "eventVersion",
                        "eventSource",
                        "awsRegion",
                        "dynamodb",
                        "eventSourceARN");
        assertThat(insert.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(insert.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(insert.path("eventSourceARN").asText()).isEqualTo(arn);
        JsonNode change = insert.path("dynamodb");
        assertThat(change.path("ApproximateCreationDateTime").isIntegralNumber())
                .isTrue();
        assertThat(change.path("ApproximateCreationDateTime").asLong())
                .isBetween(Instant.now().getEpochSecond() - 120, Instant.now().getEpochSecond() + 1);
        assertThat(change.path("SequenceNumber").isTextual()).isTrue();
        assertThat(change.path("SizeBytes").isIntegralNumber()).isTrue();
        assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(change.path("Keys")).isEqualTo(JSON.readTree("{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"s\"}}"));
        assertThat(change.has("OldImage")).isFalse();
        assertThat(change.path("NewImage")).isEqualTo(JSON.readTree("""
                        {
                          "pk": {"S": "p"}, "sk": {"S": "s"}, "number": {"N": "1.5"}, "yes": {"BOOL": true},
                          "nothing": {"NULL": true}, "bytes": {"B": "AQID"}, "texts": {"SS": ["a"]},
                          "numbers": {"NS": ["2"]}, "list": {"L": [{"S": "x"}, {"L": []}]},
                          "map": {"M": {"deep": {"M": {}}}}
                        }
                        """));
        assertThat(records.get(1).path("eventName").asText()).isEqualTo("MODIFY");
        assertThat(records.get(1).path("dynamodb").has("OldImage")).isTrue();
        assertThat(records.get(2).path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(records.get(2).path("dynamodb").has("NewImage")).isFalse();
    }

    @Test
    void recordsComeInOrderAndInBatches() {
        putAll(25);
        Mappings mappings = fixture.start(MappingFixture.withBatch(MappingFixture.stream(arn), 10, Duration.ZERO));
        await().until(() -> seen().size() == 25);
        table.put("p", "later");

        await().until(() -> seen().size() == 26);
        assertThat(seen().subList(0, 25)).isEqualTo(keys(0, 25));
        assertThat(fixture.function.sortKeys()).allMatch(batch -> batch.size() <= 10);
        assertThat(mappings.list().getFirst().lastProcessingResult()).isEqualTo("OK");
    }

    @Test
    void latestBeginsWithWhatIsWrittenAfterTheStart() {
        putAll(3);
        MappingSpec spec = MappingFixture.withStream(
                MappingFixture.stream(arn), new MappingSpec.Stream("LATEST", false, -1, null, 1, null));
        Mappings mappings = fixture.start(spec);
        await().until(() -> mappings.get(spec.id()).state().equals("Enabled"));

        table.put("p", "new");

        await().until(() -> !seen().isEmpty());
        assertThat(seen()).containsExactly("new");
    }

    @Test
    void aWindowGathersRecords() {
        fixture.start(MappingFixture.withBatch(MappingFixture.stream(arn), 10, Duration.ofSeconds(20)));
        putAll(10);

        await().until(() -> seen().size() == 10);
        assertThat(fixture.function.sortKeys()).hasSize(1);
    }

    @Test
    void whatTheFilterDropsIsNotSeenAndNotReadAgain() {
        MappingSpec spec = MappingFixture.withFilters(
                MappingFixture.stream(arn), "{\"dynamodb\":{\"Keys\":{\"sk\":{\"S\":[{\"suffix\":\"5\"}]}}}}");
        putAll(20);
        Mappings mappings = fixture.start(spec);
        await().until(() -> seen().size() == 2);
        mappings.close();

        table.put("p", "next5");
        fixture.start(spec);

        await().until(() -> seen().size() == 3);
        assertThat(seen()).containsExactly("005", "015", "next5");
    }

    @Test
    void theCheckpointSurvivesARestart() {
        MappingSpec spec = MappingFixture.stream(arn);
        putAll(5);
        Mappings first = fixture.start(spec);
        await().until(() -> seen().size() == 5);
        first.close();

        table.put("p", "later");
        fixture.start(spec);

        await().until(() -> seen().contains("later"));
        assertThat(seen()).hasSize(6);
    }

    @Test
    void whatWasInFlightAtAHardStopComesAgain() {
        MappingSpec spec = MappingFixture.stream(arn);
        CountDownLatch started = new CountDownLatch(1);
        fixture.function.does(event -> {
            started.countDown();
            new CountDownLatch(1).await();
            return "null";
        });
        putAll(5);
        Mappings first = fixture.start(spec);
        await().until(() -> started.getCount() == 0);
        first.close();
        int before = seen().size();

        fixture.function.does(event -> "null");
        fixture.start(spec);

        await().until(() -> seen().size() > before);
        assertThat(seen().subList(before, seen().size())).startsWith("000");
        await().until(() -> seen().getLast().equals("004"));
    }

    @Test
    void aFailedBatchHoldsBackWhatFollows() {
        fixture.function.does(event -> {
            if (fixture.function.events.size() < 4) {
                throw new IllegalStateException("not yet");
            }
            return "null";
        });
        putAll(6);
        fixture.start(MappingFixture.withBatch(MappingFixture.stream(arn), 3, Duration.ZERO));

        await().until(() -> seen().contains("005"));
        List<List<String>> batches = fixture.function.sortKeys();
        assertThat(batches.subList(0, 4)).allMatch(batch -> batch.getFirst().equals("000"));
    }

    @Test
    void onlyWhatFollowsTheLowestReportedFailureIsTriedAgain() {
        fixture.function.does(event -> {
            JsonNode records = event.path("Records");
            if (fixture.function.events.size() > 1) {
                return "{\"batchItemFailures\":[]}";
            }
            String third = records.get(2).at("/dynamodb/SequenceNumber").asText();
            String fifth = records.get(4).at("/dynamodb/SequenceNumber").asText();
            return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"},{\"itemIdentifier\":\"%s\"}]}"
                    .formatted(fifth, third);
        });
        putAll(6);
        fixture.start(MappingFixture.withReports(MappingFixture.stream(arn), true));

        await().until(() -> fixture.function.events.size() == 2);
        assertThat(fixture.function.sortKeys()).containsExactly(keys(0, 6), keys(2, 6));
    }

    @Test
    void bisectingIsolatesThePoisonRecordAndOnlyThatIsGivenUp() throws Exception {
        fixture.function.does(event -> {
            failOn(event, "005");
            return "null";
        });
        putAll(8);
        fixture.start(with(MappingFixture.stream(arn), true, 1, null, 1));
        await().until(() -> !fixture.sent.isEmpty());
        table.put("p", "next");
        await().until(() -> seen().contains("next"));

        List<List<String>> succeeded = fixture.function.sortKeys().stream()
                .filter(batch -> !batch.contains("005"))
                .toList();
        assertThat(succeeded.stream().flatMap(List::stream))
                .containsExactly("000", "001", "002", "003", "004", "006", "007", "next");
        assertThat(fixture.function.sortKeys())
                .filteredOn(List.of("005")::equals)
                .hasSize(2);
        JsonNode info = JSON.readTree(fixture.sent.getFirst().body()).path("DDBStreamBatchInfo");
        assertThat(info.path("batchSize").asInt()).isEqualTo(1);
        assertThat(info.path("startSequenceNumber")).isEqualTo(info.path("endSequenceNumber"));
    }

    @Test
    void whatIsGivenUpIsToldToTheDestinationInLambdasShape() throws Exception {
        fixture.function.does(event -> {
            throw new IllegalStateException("never");
        });
        putAll(3);
        MappingSpec spec = with(MappingFixture.stream(arn), false, 2, null, 1);
        Mappings mappings = fixture.start(spec);
        await().until(() -> !fixture.sent.isEmpty());

        assertThat(fixture.sent.getFirst().arn()).isEqualTo(FAILED);
        JsonNode document = JSON.readTree(fixture.sent.getFirst().body());
        JsonNode last = fixture.function.events.getLast();
        assertThat(document).isEqualTo(JSON.readTree("""
                        {
                          "requestContext": {
                            "requestId": %s,
                            "functionArn": "arn:aws:lambda:%s:000000000000:function:f",
                            "condition": "RetryAttemptsExhausted",
                            "approximateInvokeCount": 3
                          },
                          "responseContext": {
                            "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"
                          },
                          "version": "1.0",
                          "timestamp": %s,
                          "DDBStreamBatchInfo": {
                            "shardId": %s,
                            "startSequenceNumber": %s,
                            "endSequenceNumber": %s,
                            "approximateArrivalOfFirstRecord": %s,
                            "approximateArrivalOfLastRecord": %s,
                            "batchSize": %d,
                            "streamArn": "%s"
                          }
                        }
                        """.formatted(
                document.at("/requestContext/requestId"),
                arn.split(":", -1)[3],
                document.path("timestamp"),
                document.at("/DDBStreamBatchInfo/shardId"),
                last.at("/Records/0/dynamodb/SequenceNumber"),
                last.path("Records").path(last.path("Records").size() - 1).at("/dynamodb/SequenceNumber"),
                document.at("/DDBStreamBatchInfo/approximateArrivalOfFirstRecord"),
                document.at("/DDBStreamBatchInfo/approximateArrivalOfLastRecord"),
                last.path("Records").size(),
                arn)));
        assertThat(document.at("/DDBStreamBatchInfo/approximateArrivalOfFirstRecord")
                        .asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(mappings.get(spec.id()).lastProcessingResult()).isEqualTo("PROBLEM: Function call failed");
        assertThat(fixture.events)
                .extracting(FunctionEvent::text)
                .anyMatch(text -> text.contains("records of " + arn + ": RetryAttemptsExhausted"));
    }

    @Test
    void recordsThatBecameTooOldAreGivenUpUnseen() throws Exception {
        putAll(2);
        Instant later = Instant.now().plusSeconds(600);
        MappingSpec spec = with(MappingFixture.stream(arn), false, -1, Duration.ofMinutes(5), 1);
        try (Mappings mappings = new Mappings(
                List.of(spec), fixture.sources(fixture.function, new ManualTime(later)), MappingFixture.options())) {
            mappings.start();
            await().until(() -> !fixture.sent.isEmpty());
        }
        JsonNode document = JSON.readTree(fixture.sent.getFirst().body());
        assertThat(document.at("/requestContext/condition").asText()).isEqualTo("RecordAgeExceeded");
        assertThat(document.has("responseContext")).isFalse();
        assertThat(fixture.function.events).isEmpty();
    }

    /** DynamoDB Streams promise the order of changes to one item, and not that of a partition's items. */
    @Test
    void severalBatchesOfAPartitionRunAtOnceWithEachItemInOrder() {
        CountDownLatch twoAtOnce = new CountDownLatch(2);
        Map<String, List<String>> byItem = new ConcurrentHashMap<>();
        fixture.function.does(event -> {
            twoAtOnce.countDown();
            assertThat(twoAtOnce.await(20, TimeUnit.SECONDS)).isTrue();
            for (JsonNode record : event.path("Records")) {
                byItem.computeIfAbsent(record.at("/dynamodb/Keys/sk/S").asText(), k -> new ArrayList<>())
                        .add(record.at("/dynamodb/NewImage/change/S").asText());
            }
            return "null";
        });
        for (int i = 0; i < 20; i++) {
            for (String item : List.of("a", "b", "c", "d", "e")) {
                table.put(Map.of(
                        "pk", AttributeValue.fromS("p"),
                        "sk", AttributeValue.fromS(item),
                        "change", AttributeValue.fromS("%03d".formatted(i))));
            }
        }
        MappingSpec spec =
                with(MappingFixture.withBatch(MappingFixture.stream(arn), 5, Duration.ZERO), false, -1, null, 4);
        Mappings first = fixture.start(spec);

        await().until(() -> seen().size() == 100);
        assertThat(byItem).hasSize(5);
        byItem.forEach((item, changes) -> assertThat(changes).as(item).isEqualTo(keys(0, 20)));
        first.close();

        table.put("p", "again");
        fixture.start(spec);
        await().until(() -> seen().contains("again"));
        assertThat(seen()).hasSize(101);
    }

    @Test
    void aStreamThatIsMissingIsToldAndReadOnceItIsThere() {
        Mappings mappings = fixture.start(MappingFixture.stream(
                "arn:aws:dynamodb:ddblocal:000000000000:table/nowhere/stream/2026-01-01T00:00:00.000"));

        await().until(() -> mappings.list().getFirst().lastProcessingResult().startsWith("PROBLEM: "));
        assertThat(fixture.events).singleElement().isInstanceOf(FunctionEvent.SourceUnreadable.class);
        assertThat(mappings.list().getFirst().state()).isEqualTo("Enabling");
    }
}
