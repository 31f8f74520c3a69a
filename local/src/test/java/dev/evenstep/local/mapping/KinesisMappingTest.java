package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.MappingSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** A Kinesis stream as a function's event source. */
@ExtendWith(SharedAws.class)
@Execution(ExecutionMode.CONCURRENT)
class KinesisMappingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILED = "arn:aws:sqs:eu-central-1:000000000000:failed";

    private final KinesisClient kinesis;
    private final MappingFixture fixture;
    private final String stream;
    private final String arn;

    KinesisMappingTest(SharedAws.Running aws, TestInfo test) {
        this.kinesis = Clients.client(KinesisClient.builder(), aws.endpoint());
        this.fixture = MappingFixture.ofStreams(aws);
        this.stream = test.getTestMethod().orElseThrow().getName();
        var unused = kinesis.createStream(request -> request.streamName(stream).shardCount(1));
        this.arn = kinesis.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
    }

    @AfterEach
    void close() {
        fixture.close();
        kinesis.close();
    }

    private void put(String key, String... data) {
        var unused = kinesis.putRecords(request -> request.streamName(stream)
                .records(List.of(data).stream()
                        .map(each -> PutRecordsRequestEntry.builder()
                                .partitionKey(key)
                                .data(SdkBytes.fromUtf8String(each))
                                .build())
                        .toList()));
    }

    private static List<String> data(JsonNode event) {
        return ScriptedFunction.texts(event, "/kinesis/data").stream()
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> seen() {
        return fixture.function.events.stream()
                .flatMap(event -> data(event).stream())
                .toList();
    }

    private static MappingSpec with(MappingSpec spec, boolean bisects, int retries, int parallel) {
        return MappingFixture.withStream(
                spec, new MappingSpec.Stream("TRIM_HORIZON", bisects, retries, null, parallel, FAILED));
    }

    @Test
    void theEventHasLambdasShape() {
        put("p", "hello");
        fixture.start(MappingFixture.stream(arn));
        await().until(() -> seen().size() == 1);

        var record = fixture.function.events.getFirst().at("/Records/0");
        assertThat(record.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "kinesis",
                        "eventSource",
                        "eventVersion",
                        "eventID",
                        "eventName",
                        "invokeIdentityArn",
                        "awsRegion",
                        "eventSourceARN");
        assertThat(record.path("kinesis").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "kinesisSchemaVersion",
                        "partitionKey",
                        "sequenceNumber",
                        "data",
                        "approximateArrivalTimestamp");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:kinesis");
        assertThat(record.path("eventID").asText()).matches("shardId-000000000000:49\\d{54}");
        assertThat(record.at("/kinesis/data").asText()).isEqualTo("aGVsbG8=");
        assertThat(record.at("/kinesis/approximateArrivalTimestamp").isNumber()).isTrue();
    }

    @Test
    void childrenAreReadAfterTheirParents() {
        put("a", "1", "2");
        var half = "170141183460469231731687303715884105728";
        var split = kinesis.splitShard(request ->
                request.streamName(stream).shardToSplit("shardId-000000000000").newStartingHashKey(half));
        put("a", "3");
        var merged = kinesis.mergeShards(request -> request.streamName(stream)
                .shardToMerge("shardId-000000000001")
                .adjacentShardToMerge("shardId-000000000002"));
        put("a", "4");
        assertThat(List.of(split, merged)).doesNotContainNull();

        fixture.start(MappingFixture.withBatch(MappingFixture.stream(arn), 1, Duration.ZERO));
        await().until(() -> seen().size() == 4);
        put("a", "5");
        await().until(() -> seen().size() == 5);

        assertThat(seen()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void oneKeyStaysInOrderWithSeveralBatchesAtOnce() {
        IntStream.range(0, 40).forEach(i -> put("k" + i % 4, i % 4 + ":" + i / 4));
        fixture.start(MappingFixture.withBatch(with(MappingFixture.stream(arn), false, -1, 4), 3, Duration.ZERO));
        await().until(() -> seen().size() == 40);

        for (int key = 0; key < 4; key++) {
            var prefix = key + ":";
            assertThat(seen().stream().filter(each -> each.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void poisonIsFoundByHalvingAndItsPlaceIsTold() throws Exception {
        fixture.function.does(event -> {
            if (data(event).contains("poison")) {
                throw new IllegalStateException("poison");
            }
            return "null";
        });
        put("p", "1", "2", "poison", "4");
        fixture.start(with(MappingFixture.stream(arn), true, 1, 1));

        await().until(() -> fixture.sent.size() == 1 && seen().contains("4"));
        var document = JSON.readTree(fixture.sent.getFirst().body());
        assertThat(document.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        var place = document.path("KinesisBatchInfo");
        assertThat(place.path("batchSize").asInt()).isOne();
        assertThat(place.path("streamArn").asText()).isEqualTo(arn);
        assertThat(place.path("shardId").asText()).isEqualTo("shardId-000000000000");
        assertThat(place.path("startSequenceNumber").asText())
                .matches("49\\d{54}")
                .isEqualTo(place.path("endSequenceNumber").asText());
        assertThat(fixture.events).hasAtLeastOneElementOfType(FunctionEvent.Discarded.class);
    }

    @Test
    void failedItemsComeAgainFromTheFirstOfThem() {
        var failed = new ArrayList<String>();
        fixture.function.does(event -> {
            var records = event.path("Records");
            for (JsonNode record : records) {
                var text = new String(
                        Base64.getDecoder().decode(record.at("/kinesis/data").asText()), StandardCharsets.UTF_8);
                if (text.equals("2") && failed.isEmpty()) {
                    failed.add(text);
                    return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                            .formatted(record.at("/kinesis/sequenceNumber").asText());
                }
            }
            return "null";
        });
        put("p", "1", "2", "3");
        fixture.start(MappingFixture.withReports(MappingFixture.stream(arn), true));

        await().until(() -> seen().size() == 5);
        assertThat(seen()).containsExactly("1", "2", "3", "2", "3");
    }

    @Test
    void filtersSeeTheDataAndTheKey() {
        put("p", "{\"city\":\"Ulm\"}", "{\"city\":\"Bonn\"}", "no json");
        put("q", "{\"city\":\"Ulm\"}");
        fixture.start(MappingFixture.withFilters(
                MappingFixture.stream(arn), "{\"partitionKey\":[\"p\"],\"data\":{\"city\":[\"Ulm\"]}}"));
        put("p", "{\"city\":\"Ulm\",\"last\":true}");

        await().until(() -> seen().size() == 2);
        assertThat(seen()).containsExactly("{\"city\":\"Ulm\"}", "{\"city\":\"Ulm\",\"last\":true}");
    }

    @Test
    void aMomentIsWhereTheFirstRunBegins() {
        put("p", "before");
        var moment = Instant.now().plusMillis(5);
        await().until(() -> Instant.now().isAfter(moment));
        put("p", "behind");
        var spec = MappingFixture.stream(arn);
        fixture.start(MappingFixture.withStream(
                spec, new MappingSpec.Stream("AT_TIMESTAMP", moment, false, -1, null, 1, null)));

        await().until(() -> seen().size() == 1);
        assertThat(seen()).containsExactly("behind");
    }

    @Test
    void latestBeginsWithWhatComesNextAndTheNextRunBehindWhatIsDone() {
        put("p", "before");
        var spec = MappingFixture.withStream(
                MappingFixture.stream(arn), new MappingSpec.Stream("LATEST", false, -1, null, 1, null));
        var first = fixture.start(spec);
        await().until(() -> first.get(spec.id()).state().equals("Enabled"));
        await().until(() -> fixture.journal.position("mapping/" + spec.id()).isPresent());
        put("p", "1");
        await().until(() -> seen().size() == 1);
        await().until(() -> fixture.journal
                .position("mapping/" + spec.id() + "/shardId-000000000000")
                .isPresent());
        first.close();
        put("p", "2");
        fixture.start(spec);

        await().until(() -> seen().contains("2"));
        assertThat(seen()).doesNotContain("before").endsWith("2");
    }
}
