package dev.evenstep.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedAws.class)
class BrokerMappingTest {

    private static final String FAILED = "arn:aws:sqs:us-east-1:000000000000:failed";

    private final ScriptedBroker broker = new ScriptedBroker();
    private final MappingFixture fixture;

    BrokerMappingTest(SharedAws.Running aws) {
        fixture = MappingFixture.ofStreams(aws);
        fixture.brokers = broker;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static MappingSpec topic(
            boolean reports, int retries, @Nullable Duration age, @Nullable String onFailure, String... filters) {
        return new MappingSpec(
                UUID.randomUUID().toString(),
                "f",
                "",
                true,
                100,
                Duration.ofMillis(1),
                null,
                List.of(filters),
                reports,
                new MappingSpec.Stream("TRIM_HORIZON", false, retries, age, 1, onFailure),
                new BrokerSpec.KafkaTopic("t", "g", null));
    }

    private static String answer(String lane, int offset) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"%s\",\"offset\":%d}}]}"
                .formatted(lane, offset);
    }

    /** The offsets of a lane, in the order in which they came, a list for each batch that had any. */
    private List<List<Integer>> offsets(String lane) {
        List<List<Integer>> batches = new ArrayList<>();
        for (JsonNode event : fixture.function.events) {
            List<Integer> offsets = new ArrayList<>();
            event.path("records")
                    .path(lane)
                    .forEach(record -> offsets.add(record.path("offset").asInt()));
            if (!offsets.isEmpty()) {
                batches.add(offsets);
            }
        }
        return batches;
    }

    @Test
    void aPartitionGoesOnFromItsFirstFailureAndOthersAreDone() {
        broker.has("t-0", Instant.now(), "a", "b", "c").has("t-1", Instant.now(), "a", "b");
        fixture.function.does(event -> fixture.function.events.size() == 1 ? answer("t-0", 1) : "{}");
        var unused = fixture.start(topic(true, -1, null, null));

        await().until(() -> broker.committed.equals(Map.of("t-0", 3L, "t-1", 2L)));
        assertThat(offsets("t-0")).containsExactly(List.of(0, 1, 2), List.of(1, 2));
        assertThat(offsets("t-1")).containsExactly(List.of(0, 1));
    }

    @Test
    void withoutPartialAnswersTheWholeBatchComesAgain() {
        broker.has("t-0", Instant.now(), "a", "b").has("t-1", Instant.now(), "a");
        fixture.function.does(event -> {
            if (fixture.function.events.size() == 1) {
                throw new IllegalStateException("failing");
            }
            return answer("t-0", 0);
        });
        var unused = fixture.start(topic(false, -1, null, null));

        await().until(() -> broker.committed.equals(Map.of("t-0", 2L, "t-1", 1L)));
        assertThat(offsets("t-0")).containsExactly(List.of(0, 1), List.of(0, 1));
    }

    @Test
    void anAnswerThatNamesWhatIsNotInTheBatchFailsAllOfIt() {
        broker.has("t-0", Instant.now(), "a", "b");
        fixture.function.does(event -> fixture.function.events.size() == 1 ? answer("t-7", 0) : "{}");
        var unused = fixture.start(topic(true, -1, null, null));

        await().until(() -> broker.committed.equals(Map.of("t-0", 2L)));
        assertThat(offsets("t-0")).containsExactly(List.of(0, 1), List.of(0, 1));
    }

    @Test
    void whatIsTriedTooOftenIsToldAndTheRestGoesOn() {
        broker.has("t-0", Instant.now(), "a", "b");
        fixture.function.does(event -> answer("t-0", 1));
        var unused = fixture.start(topic(true, 2, null, FAILED));

        await().until(() -> broker.committed.equals(Map.of("t-0", 2L)));
        assertThat(offsets("t-0")).containsExactly(List.of(0, 1), List.of(1), List.of(1));
        assertThat(fixture.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.body())
                        .contains("\"condition\":\"RetryAttemptsExhausted\"")
                        .contains("\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f\"")
                        .contains("\"approximateInvokeCount\":3")
                        .contains("\"KafkaBatchInfo\":{\"batchSize\":1,\"bootstrapServers\":\"here\"")
                        .contains("\"t-0\":{\"firstRecordOffset\":\"1\",\"lastRecordOffset\":\"1\""));
    }

    @Test
    void anOnFailureDestinationEndsRetriesWithoutEndAfterTen() {
        broker.has("t-0", Instant.now(), "a");
        fixture.function.does(event -> answer("t-0", 0));
        var unused = fixture.start(topic(true, -1, null, FAILED));

        await().until(() -> broker.committed.equals(Map.of("t-0", 1L)));
        assertThat(fixture.function.events).hasSize(11);
    }

    @Test
    void whatIsTooOldIsGivenUpUnseen() {
        broker.has("t-0", Instant.now().minusSeconds(120), "a").has("t-0", Instant.now(), "b");
        var unused = fixture.start(topic(true, -1, Duration.ofMinutes(1), FAILED));

        await().until(() -> broker.committed.equals(Map.of("t-0", 2L)));
        assertThat(offsets("t-0")).containsExactly(List.of(1));
        assertThat(fixture.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).contains("\"condition\":\"RecordAgeExceeded\""));
    }

    @Test
    void aFilterSeesWhatTheBase64StandsFor() {
        broker.has("t-0", Instant.now(), "{\"kind\":\"a\"}", "{\"kind\":\"b\"}", "no JSON");
        var unused = fixture.start(topic(true, -1, null, null, "{\"value\":{\"kind\":[\"b\"]}}"));

        await().until(() -> broker.committed.equals(Map.of("t-0", 3L)));
        assertThat(offsets("t-0")).containsExactly(List.of(1));
    }

    @Test
    void aPartitionThatAnotherMemberGotIsNotTriedAgain() {
        broker.has("t-0", Instant.now(), "a").has("t-1", Instant.now(), "a");
        fixture.function.does(event -> {
            broker.takeAway("t-0");
            broker.has("t-1", Instant.now(), "b");
            return event.path("records").has("t-0") ? answer("t-0", 0) : "{}";
        });
        var unused = fixture.start(topic(true, -1, null, null));

        await().until(() -> broker.committed.getOrDefault("t-1", 0L) >= 3);
        assertThat(offsets("t-0")).containsExactly(List.of(0));
        assertThat(broker.committed).doesNotContainKey("t-0");
    }

    @Test
    void aMappingWhoseBrokerIsNotHereIsDisabled() {
        var spec = new MappingSpec(
                UUID.randomUUID().toString(),
                "f",
                "arn:aws:mq:x",
                true,
                10,
                Duration.ZERO,
                null,
                List.of(),
                false,
                null,
                new BrokerSpec.RabbitMqQueue("jobs", "/"));

        assertThat(fixture.start(spec).get(spec.id()).state()).isEqualTo("Disabled");
    }
}
