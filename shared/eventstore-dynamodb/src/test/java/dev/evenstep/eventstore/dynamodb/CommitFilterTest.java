package dev.evenstep.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.event.ruler.Ruler;

/** The filter of an event log's mapping, as template.yaml has it, by the matcher that Lambda uses, on all that stands in the table. */
class CommitFilterTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/events.yaml", Map.of());

    private static final Pattern FILTER = Pattern.compile("Pattern: '(\\{\"dynamodb\".+?})' }");

    private final DynamoDbClient client = AWS.client(DynamoDbClient.builder()).build();

    private static String filter() throws IOException {
        return FILTER.matcher(Files.readString(Path.of("../../template.yaml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
    }

    /** Commits, with their log's entry, how far it is, a checkpoint, a snapshot and what a sweep keeps. */
    private void fillTheTable() {
        EventStore store = DynamoDbEventStore.of(client, "test-events", EventStoreOptions.defaults());
        var accounts = CommandHandler.of(store, new Account(), EventReader.of(Account.TYPES))
                .withSnapshots("balance", 1, Account.Balance.class, 1);
        for (String id : List.of("c-1", "c-2", "c-3")) {
            var deposit = Event.<Account.Request>of(
                    Envelope.of(id, "bank", "Deposit", Instant.EPOCH), new Account.Deposit(500));
            assertThat(accounts.handle("account-7", deposit)).isNotNull();
        }
        store.sequencer().sequence(List.of("account-7"));
        List<NewEvent<?>> more = Collections.nCopies(20_000, NewEvent.of(Account.DEPOSITED, new Account.Deposited(5)));
        assertThat(store.append("account-8", ExpectedVersion.empty(), Append.of("more than a page", more))
                        .orThrow())
                .isNotNull();
        assertThat(store.sequencer().sweep(Duration.ZERO)).isFalse();
        assertThat(Subscription.of("test", store.log(), store.checkpoints(), (shard, entries) -> {})
                        .run(Duration.ofMinutes(1)))
                .isTrue();
    }

    @Test
    void commitsPassAndNothingElse() throws Exception {
        fillTheTable();
        String filter = filter();
        List<Map<String, AttributeValue>> items =
                client.scanPaginator(scan -> scan.tableName("test-events")).items().stream()
                        .toList();

        assertThat(items)
                .extracting(item -> CommitItem.stream(item).replaceFirst("^(log#[a-z]*|snapshot#).*|.*", "$1"))
                .contains("", "log#", "log#stream", "log#checkpoint", "log#sweep", "snapshot#");
        for (Map<String, AttributeValue> item : items) {
            assertThat(Ruler.matchesRule(record(item), filter))
                    .as(CommitItem.stream(item))
                    .isEqualTo(CommitItem.stream(item).startsWith("account-"));
        }
    }

    /** As Lambda has it. */
    private static String record(Map<String, AttributeValue> item) {
        return "{\"eventName\":\"INSERT\",\"dynamodb\":{\"NewImage\":" + json(item) + "}}";
    }

    private static String json(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .map(attribute -> text(attribute.getKey()) + ":" + json(attribute.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(AttributeValue value) {
        return switch (value.type()) {
            case S -> "{\"S\":" + text(value.s()) + "}";
            case N -> "{\"N\":" + text(value.n()) + "}";
            case M -> "{\"M\":" + json(value.m()) + "}";
            case L -> value.l().stream().map(CommitFilterTest::json).collect(Collectors.joining(",", "{\"L\":[", "]}"));
            default -> throw new IllegalArgumentException("not known here: " + value);
        };
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
