package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.dynamodb.DynamoDbEventStore;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class StreamCommandTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    private static final EventType<ObjectNode> DEPOSITED = EventType.of("ledger", "Deposited", ObjectNode.class);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final FakeClock clock = new FakeClock(NOON);
    private final EventStore store = DynamoDbEventStore.of(
            AWS.client(DynamoDbClient.builder()).build(),
            "test-events",
            EventStoreOptions.defaults().withClock(clock));

    @TempDir
    private Path folder;

    private static NewEvent<ObjectNode> deposited(int cents) {
        return NewEvent.of(DEPOSITED, JsonNodeFactory.instance.objectNode().put("cents", cents));
    }

    private void deposit(int cents) {
        var unused = store.append(
                        "account-7",
                        ExpectedVersion.any(),
                        Append.of("d-" + cents, deposited(cents)).withActor("payroll"))
                .orThrow();
        clock.advance(Duration.ofMinutes(1));
    }

    private static Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("stream"));
        all.addAll(List.of(arguments));
        all.addAll(
                List.of("--table", "test-events", "--endpoint", AWS.endpoint().toString()));
        return Ran.of(all.toArray(String[]::new));
    }

    private Path event(String json) throws IOException {
        return Files.writeString(folder.resolve("event.json"), json);
    }

    @Test
    void aStreamIsShownInBothDirectionsAndInParts() {
        deposit(1);
        deposit(2);
        deposit(3);

        Ran shown = run("show", "account-7", "--limit", "2");
        assertThat(shown.out())
                .contains("1     2026-11-23T12:00:00Z  ledger#Deposited v1  ", "  by payroll", "{\"cents\":2}")
                .doesNotContain("{\"cents\":3}")
                .endsWith("There is more: --from 3\n");
        assertThat(run("show", "account-7", "--from", "3").out())
                .contains("{\"cents\":3}")
                .doesNotContain("more");
        JsonNode latest =
                run("show", "account-7", "--backward", "--limit", "1", "--json").json();
        assertThat(latest).hasSize(1);
        assertThat(latest.get(0).path("version").intValue()).isEqualTo(3);
        assertThat(latest.get(0).path("data").path("cents").intValue()).isEqualTo(3);
        assertThat(run("show", "account-8").out()).isEqualTo("There is no event in the stream account-8.\n");
        assertThat(run("show", "account-7", "--limit", "0").code()).isEqualTo(1);
    }

    @Test
    void aStreamIsShownAsItWas() {
        deposit(1);
        deposit(2);
        deposit(3);
        List<NewEvent<?>> more = Collections.nCopies(1_200, deposited(4));
        var unused = store.append("account-7", ExpectedVersion.exactly(3), Append.of("many", more))
                .orThrow();

        assertThat(run("at", "account-7", "--time", "2026-11-23T12:01:59Z").out())
                .startsWith("account-7 was at version 2 at 2026-11-23T12:01:59Z\n")
                .contains("{\"cents\":2}")
                .doesNotContain("{\"cents\":3}");
        JsonNode whole = run("at", "account-7", "--time", "2026-11-24T12:00+01:00", "--json")
                .json();
        assertThat(whole.path("version").intValue()).isEqualTo(1_203);
        assertThat(whole.path("events")).hasSize(1_203);
        assertThat(run("at", "account-7", "--time", "2026-11-23T11:00:00Z").out())
                .isEqualTo("account-7 had no event at 2026-11-23T11:00:00Z\n");
        assertThat(run("at", "account-7", "--time", "noon").err()).contains("noon", "2026-11-24T09:00:00Z");
    }

    @Test
    void anEventIsAppendedByHandOnce() throws IOException {
        deposit(1);
        String file = event(
                        "{\"id\":\"fix-1\",\"source\":\"ledger\",\"type\":\"Corrected\",\"schemaversion\":2,\"data\":{\"cents\":-1}}")
                .toString();

        Ran wrong = run("append", "account-7", file, "--expected", "0");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("account-7 was expected at version 0 and has version 1");
        for (int time = 1; time <= 2; time++) {
            assertThat(run("append", "account-7", file, "--expected", "1", "--actor", "ann")
                            .out())
                    .isEqualTo("fix-1 is version 2 of account-7\n");
        }
        assertThat(run("append", "account-7", file, "--expected", "any", "--id", "fix-2", "--json")
                        .json()
                        .path("version")
                        .intValue())
                .isEqualTo(3);
        assertThat(run("show", "account-7").out()).contains("ledger#Corrected v2", "by ann");
    }

    @Test
    void whatIsNoEventIsNotAppended() throws IOException {
        assertRefused("{", "needs a schemaversion");
        assertRefused("{\"id\":\"1\",\"source\":\"s\",\"schemaversion\":1,\"data\":{}}", "has no type");
        assertRefused(
                "{\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"schemaversion\":0,\"data\":{}}", "schemaversion");
        assertRefused(
                "{\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"schemaversion\":1,\"data\":[]}", "data, an object");
        assertThat(run("append", "account-7", folder.resolve("none").toString(), "--expected", "0")
                        .err())
                .contains("There is no file");
        assertThat(run("append", "account-7", event("{}").toString(), "--expected", "x")
                        .err())
                .contains("\"x\"");
        assertThat(run("show", "account-7").out()).startsWith("There is no event");
    }

    private void assertRefused(String json, String reason) throws IOException {
        Ran ran = run("append", "account-7", event(json).toString(), "--expected", "any", "--id", "a-1");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("event.json", reason);
    }
}
