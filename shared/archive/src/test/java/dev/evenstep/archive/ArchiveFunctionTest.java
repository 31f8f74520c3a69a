package dev.evenstep.archive;

import static dev.evenstep.archive.ArchiveRig.event;
import static dev.evenstep.archive.ArchiveRig.versioned;
import static dev.evenstep.archive.ArchiveRig.wrapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ArchiveFunctionTest {

    private static final Faults FAULTS = Faults.of(1);

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/archive.yaml", Map.of())
            .with(options -> options.withFaults(FAULTS));

    private static final ArchiveQuery DAY =
            ArchiveQuery.between(Instant.parse("2026-11-26T12:00:00Z"), Instant.parse("2026-11-26T18:00:00Z"));

    private final ArchiveRig rig = new ArchiveRig(AWS);

    @Test
    void anEventIsKeptAsItCameWithoutItsWrapping() {
        String envelope = """
                {"specversion":"1.0", "id":"e-1","source":"ba#nk","type":"Unheard of","time":"2026-11-26T16:00:00.5+01:00",
                 "schemaversion":99,"subject":"account-1","entityversion":7,"correlationid":"c-1","data":{"n":1.10E+2}}""";

        assertThat(rig.archive(wrapped(envelope))).isEmpty();

        assertThat(all())
                .containsExactly(new ArchivedEvent(
                        "2026-11-26T15:00:00.500000000Z#ba%23nk#e-1",
                        "e-1",
                        "ba#nk",
                        "Unheard of",
                        99,
                        Instant.parse("2026-11-26T15:00:00.5Z"),
                        "account-1",
                        7,
                        "c-1",
                        envelope,
                        ArchiveRig.NOW));
    }

    @Test
    void anEventOfOthersIsKeptByTheBusesOwnWords() {
        String foreign = wrapped("{\"state\":\"running\"}");

        assertThat(rig.archive(foreign)).isEmpty();

        assertThat(all()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("bus-1");
            assertThat(event.type()).isEqualTo("Deposited");
            assertThat(event.time()).isEqualTo("2026-11-26T15:00:00Z");
            assertThat(event.entity()).isNull();
            assertThat(event.body()).isEqualTo(foreign);
        });
    }

    /** Else a replay would give it another time than it had. */
    @Test
    void anEnvelopeThatSaysNoTimeKeepsTheWrappingThatDoes() {
        String timeless =
                wrapped("{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"bank\",\"type\":\"T\",\"data\":{}}");

        assertThat(rig.archive(timeless)).isEmpty();

        assertThat(all()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("e-1");
            assertThat(event.time()).isEqualTo("2026-11-26T15:00:00Z");
            assertThat(event.body()).isEqualTo(timeless);
        });
    }

    @Test
    void anEventThatComesAgainIsKeptOnceHoweverItIsWritten() {
        String first = event("e-1", "T", "2026-11-26T15:00:00Z", "");
        FAULTS.add(FaultRule.of(Fault.LOST_REPLY, 1).on("PutItem", "*").times(1));

        assertThat(rig.archive(first, first.replace(",", ", "), wrapped(first))).isEmpty();

        assertThat(all()).hasSize(1);
        assertThat(rig.reasons()).isEmpty();
    }

    @Test
    void ofAnotherEventUnderTheSameKeyTheFirstStays() {
        String first = event("e-1", "T", "2026-11-26T15:00:00Z", "");

        assertThat(rig.archive(first)).isEmpty();
        assertThat(rig.archive(event("e-1", "T", "2026-11-26T15:00:00Z", ",\"subject\":\"other\"")))
                .isEmpty();

        assertThat(all()).extracting(ArchivedEvent::body).containsExactly(first);
        assertThat(rig.reasons()).containsExactly("key-reused");
    }

    @Test
    void whatCannotBeKeptIsDeadLetteredAndTheRestGoesOn() {
        String large = event("e-2", "T", "2026-11-26T15:00:00Z", ",\"extra\":\"" + "x".repeat(401 * 1024) + "\"");
        String longKey =
                event("e-3" + "#".repeat(250), "T", "2026-11-26T15:00:00Z", "").replace("bank", "#".repeat(250));

        assertThat(rig.archive(
                        "no JSON",
                        large,
                        "{}",
                        longKey,
                        event("e".repeat(257), "T", "2026-11-26T15:00:00Z", ""),
                        "[]",
                        event("e-1", "T", "2026-11-26T15:00:00Z", "")))
                .isEmpty();

        assertThat(all()).extracting(ArchivedEvent::id).containsExactly("e-1");
        assertThat(rig.reasons())
                .containsExactlyInAnyOrder(
                        "malformed", "too-large", "malformed", "too-large", "malformed", "malformed");
    }

    @Test
    void whatTheTableDoesNotTakeNowComesBackAlone() {
        rig.environment.put("ARCHIVE_TABLE", "test-gone");

        assertThat(rig.archive(event("e-1", "T", "2026-11-26T15:00:00Z", ""), "no JSON"))
                .containsExactly("m-0");

        assertThat(rig.reasons()).containsExactly("malformed");
    }

    @Test
    void aRuleInvokesItDirectly() throws IOException {
        EventBridgeInvocation.of(rig).invoke(wrapped(versioned("e-1", "account-1", 1, "2026-11-26T15:00:00Z")));

        assertThat(all()).extracting(ArchivedEvent::id).containsExactly("e-1");
        rig.environment.put("ARCHIVE_TABLE", "test-gone");
        assertThatThrownBy(() -> EventBridgeInvocation.of(rig).invoke(wrapped("{}")))
                .hasMessageContaining("archive");
    }

    private record EventBridgeInvocation(ArchiveRig rig) {

        static EventBridgeInvocation of(ArchiveRig rig) {
            return new EventBridgeInvocation(rig);
        }

        void invoke(String event) throws IOException {
            rig.function()
                    .eventBridge()
                    .handle(
                            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                            new ByteArrayOutputStream(),
                            new FakeContext(30_000));
        }
    }

    @Test
    void whatHasARetentionExpiresBehindIt() {
        rig.environment.put("ARCHIVE_RETENTION_DAYS", "30");

        assertThat(rig.archive(event("e-1", "T", "2020-01-01T00:00:00Z", ""))).isEmpty();

        assertThat(rig.dynamoDb
                        .scan(request -> request.tableName("test-archive"))
                        .items())
                .extracting(item -> item.get("expiration"))
                .containsExactly(AttributeValue.fromN(
                        Long.toString(ArchiveRig.NOW.plus(Duration.ofDays(30)).getEpochSecond())));
    }

    @Test
    void whatIsMissingInTheEnvironmentIsTold() {
        rig.environment.remove("ARCHIVE_TABLE");
        assertThatThrownBy(() -> rig.function().sqs())
                .hasMessage(
                        "The environment variable ARCHIVE_TABLE is missing: set it to the name of the archive's table");
        rig.environment.put("MAX_RECEIVE_COUNT", "none");
        assertThatThrownBy(() -> rig.function().sqs()).hasMessageContaining("MAX_RECEIVE_COUNT is \"none\"");
    }

    private List<ArchivedEvent> all() {
        return rig.archive.read(DAY).events();
    }
}
