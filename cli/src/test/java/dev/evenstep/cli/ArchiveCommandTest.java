package dev.evenstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.archive.ArchiveFunction;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a person does with an archive. */
class ArchiveCommandTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/archive.yaml", Map.of());

    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();

    @TempDir
    private Path folder;

    @BeforeEach
    void archiveThree() {
        SQSEvent event = new SQSEvent();
        event.setRecords(Stream.of(body("a", 1, "10:00:00"), body("b", 1, "10:30:00"), body("a", 2, "11:00:00"))
                .map(body -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(Integer.toString(body.hashCode()));
                    message.setBody(body);
                    return message;
                })
                .toList());
        assertThat(ArchiveFunction.of(
                                dynamoDb,
                                sqs,
                                Map.of(
                                        "ARCHIVE_TABLE", "test-archive",
                                        "DEAD_LETTER_QUEUE_URL", url("test-dead-letters"),
                                        "MAX_RECEIVE_COUNT", "1000"))
                        .sqs()
                        .handle(event, new FakeContext(30_000))
                        .getBatchItemFailures())
                .isEmpty();
    }

    private static String body(String account, int version, String time) {
        return """
                {"specversion":"1.0","id":"%s-%d","source":"bank","type":"Deposited","time":"2026-11-25T%sZ",
                 "subject":"%s","entityversion":%d,"correlationid":"c-%s","data":{"cents":5}}""".formatted(account, version, time, account, version, account);
    }

    @Test
    void searchFindsByEntityCorrelationTypeAndTime() {
        assertThat(archive("search", "--entity", "a").out().lines())
                .containsExactly(
                        "2026-11-25T10:00:00Z  Deposited  a@1  bank  a-1",
                        "2026-11-25T11:00:00Z  Deposited  a@2  bank  a-2");
        assertThat(archive("search", "--correlation", "c-b", "--json")
                        .json()
                        .at("/events/0/id")
                        .textValue())
                .isEqualTo("b-1");
        assertThat(archive("search", "--from", "2026-11-25T10:00:01Z", "--until", "2026-11-25T11:00:00Z")
                        .out())
                .contains("b-1")
                .doesNotContain("a-1")
                .doesNotContain("a-2");
        assertThat(archive("search", "--entity", "a", "--type", "Withdrawn").out())
                .contains("Nothing is found.");

        JsonNode page =
                archive("search", "--entity", "a", "--limit", "1", "--json").json();
        assertThat(archive(
                                "search",
                                "--entity",
                                "a",
                                "--json",
                                "--after",
                                page.path("next").textValue())
                        .json()
                        .path("events"))
                .hasSize(1);
        Ran nothingSaid = archive("search");
        assertThat(nothingSaid.code()).isEqualTo(2);
        assertThat(nothingSaid.err()).contains("--entity, --correlation, or --from");
    }

    @Test
    void exportWritesJsonLinesAndParquet() throws IOException {
        String[] day = {"--from", "2026-11-25T00:00:00Z", "--until", "2026-11-26T00:00:00Z"};
        assertThat(archive("export", day).out().lines())
                .containsExactly(
                        body("a", 1, "10:00:00").replace('\n', ' '),
                        body("b", 1, "10:30:00").replace('\n', ' '),
                        body("a", 2, "11:00:00").replace('\n', ' '));

        Path file = folder.resolve("day.parquet");
        Ran exported = archive("export", with(day, "--format", "parquet", "--out", file.toString()));
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.err()).contains("3 events in");
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("PAR1")
                .endsWith("PAR1");
        assertThat(archive("export", with(day, "--out", file.toString())).err()).contains("is there already");
        assertThat(archive("export", with(day, "--format", "parquet")).code()).isEqualTo(2);
    }

    @Test
    void replaySaysWhatItWouldDoAndDoesItWhenTold() {
        mark("fresh#bank#b-1");
        JsonNode plan = replay("--json").json();
        assertThat(plan.path("events").intValue()).isEqualTo(3);
        assertThat(plan.at("/types/Deposited").intValue()).isEqualTo(3);
        assertThat(plan.at("/marks/known").intValue()).isEqualTo(1);
        assertThat(replay().out())
                .contains("3 events would go to test-fresh, for the consumer fresh")
                .contains("Marks: of the first 3 events, it knows 1")
                .contains("Nothing is sent.");
        assertThat(receive()).isEmpty();

        assertThat(replay("--yes", "--rate", "1000").out()).contains("3 events sent to test-fresh");
        assertThat(receive()).hasSize(3);
        assertThat(marks()).containsExactly("fresh#bank#b-1");
    }

    @Test
    void marksAreResetWhenThatIsSaidTwice() {
        mark("fresh#bank#b-1");
        mark("other#bank#b-1");
        assertThat(replay("--reset-marks").out())
                .contains("Reset: 1 records of events would be deleted, and 0 positions of entities moved back");
        Ran unconfirmed = replay("--reset-marks", "--yes");
        assertThat(unconfirmed.code()).isEqualTo(2);
        assertThat(unconfirmed.err()).contains("--confirm-reset fresh");
        assertThat(replay("--reset-marks", "--yes", "--confirm-reset", "other").code())
                .isEqualTo(2);
        assertThat(marks()).hasSize(2);

        assertThat(replay("--reset-marks", "--yes", "--confirm-reset", "fresh").code())
                .isZero();

        assertThat(marks()).containsExactly("other#bank#b-1");
        assertThat(receive()).hasSize(3);
    }

    @Test
    void nothingIsSentWhereMarksStandInTheWay() {
        dynamoDb.putItem(request -> request.tableName("test-idempotency")
                .item(Map.of(
                        "id", AttributeValue.fromS("fresh#a"),
                        "position", AttributeValue.fromN("9"))));
        assertThat(replay("--reset-marks").code()).isEqualTo(1);

        Ran refused = replay("--reset-marks", "--yes", "--confirm-reset", "fresh");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("fresh#a is at version 9, and the replay ends at 2");
        assertThat(receive()).isEmpty();
        assertThat(marks()).containsExactly("fresh#a");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThat(archive("replay", "--entity", "a").err()).contains("--to QUEUE --consumer NAME");
        assertThat(replay("--resume", "x").code()).isEqualTo(2);
        assertThat(replay("--resume", "x", "--yes", "--reset-marks").code()).isEqualTo(2);
        assertThat(replay("--yes", "--dry-run").code()).isEqualTo(2);
        assertThat(replay("--yes", "--rate", "0").code()).isEqualTo(2);
    }

    private void mark(String id) {
        dynamoDb.putItem(request -> request.tableName("test-idempotency")
                .item(Map.of("id", AttributeValue.fromS(id), "status", AttributeValue.fromS("COMPLETED"))));
    }

    private List<String> marks() {
        return dynamoDb.scan(request -> request.tableName("test-idempotency")).items().stream()
                .map(item -> item.getOrDefault("id", AttributeValue.fromS("")).s())
                .toList();
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url("test-fresh")).maxNumberOfMessages(10))
                .messages();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private static Ran replay(String... more) {
        String[] all = {
            "--from",
            "2026-11-25T00:00:00Z",
            "--until",
            "2026-11-26T00:00:00Z",
            "--to",
            "fresh",
            "--marks-table",
            "idempotency",
            "--consumer"
        };
        return archive("replay", with(with(all, "fresh"), more));
    }

    private static Ran archive(String command, String... more) {
        return Ran.of(with(
                new String[] {
                    "archive",
                    command,
                    "--table",
                    "archive",
                    "--endpoint",
                    AWS.endpoint().toString(),
                    "--stack",
                    "test"
                },
                more));
    }

    private static String[] with(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }
}
