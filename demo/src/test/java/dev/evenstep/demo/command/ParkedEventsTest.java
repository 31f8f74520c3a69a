package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.evenstep.cli.deadletter.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Events that come before their turn, to a consumer in order behind a standard queue, and what a person does about those
 * that wait in vain. The consumer's decisions are counted, so nothing else may run.
 */
@Isolated
class ParkedEventsTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CONSUMER = "track-order";
    private static final String ALL = "PLACED RESERVED CHARGED CONFIRMED CANCELLED";

    private final String order = "order-" + UUID.randomUUID();
    private final ShopTables tables = SHOP.tables();

    @Test
    void eventsInReverseAreEachReceivedOnceAndAppliedInOrderAndNoneIsDeadLettered() {
        Map<String, Long> before = Decisions.whenQuiet(SHOP);

        for (int version = 5; version > 1; version--) {
            send(event(version));
        }
        awaitThat(() -> parked().size() == 4);
        assertThat(history()).isEmpty();
        send(event(1));
        awaitThat(() -> history().equals(ALL));

        assertThat(tables.versionOf(order)).isEqualTo(5);
        assertThat(parked()).isEmpty();
        assertThat(letters()).isEmpty();
        // Every receive of a message is a decision, and so is every parked event that ran: one more of any kind would
        // be
        // a message that was received again.
        assertThat(Decisions.difference(before, Decisions.whenQuiet(SHOP)))
                .isEqualTo(Map.of("parked", 4L, "applied", 5L));
    }

    @Test
    void whatFollowsPoisonWaitsForItsCorrectedRedriveHoweverLongAndThenRunsByItself(@TempDir Path folder)
            throws IOException {
        send(event(1));
        send(event(2));
        awaitThat(() -> history().equals("PLACED RESERVED"));
        send(event(5));
        awaitThat(() -> parked().size() == 1);
        send(event(3).replace("\"orderId\":\"" + order + "\"", "\"orderId\":{}"));
        awaitThat(() -> letters().size() == 1);
        send(event(4));
        awaitThat(() -> parked().size() == 3);

        assertThat(parked().findValuesAsText("number")).containsExactly("3", "4", "5");
        assertThat(parked().findValuesAsText("state")).containsExactly("DEAD_LETTERED", "WAITS", "WAITS");
        assertThat(parked().get(0).path("reason").textValue()).startsWith("unreadable-data: ");
        assertThat(parked().get(1).path("waitsFor").textValue()).isEqualTo(order + " at 3");
        bodiesAreShownWhenTheLineIsAskedForAndNotBefore();
        theirDeadlineHasPassedAndTheyStay(
                Instant.parse(parked().get(2).path("until").textValue()));

        Path corrected = Files.writeString(folder.resolve("corrected.json"), event(3));
        String id = letters().getFirst().messageId();
        Ran redriven = SHOP.run("dlq", "redrive", id, "--body", corrected.toString());

        assertThat(redriven.code()).as(redriven.err()).isZero();
        assertThat(redriven.out()).contains(id + " -> running-track-order");
        awaitThat(() -> history().equals(ALL));
        assertThat(tables.versionOf(order)).isEqualTo(5);
        assertThat(parked()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    private void bodiesAreShownWhenTheLineIsAskedForAndNotBefore() {
        Ran list = SHOP.run("parked", "list", CONSUMER);
        assertThat(list.out().lines().filter(line -> line.contains(order)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotContain("specversion"));
        assertThat(SHOP.run("parked", "list", "--json").out()).contains(order).doesNotContain("specversion");

        Ran show = SHOP.run("parked", "show", CONSUMER, order, "--json");
        assertThat(show.json().findValuesAsText("number")).containsExactly("3", "4", "5");
        assertThat(show.json().get(1).path("body").textValue()).isEqualTo(event(4));
        assertThat(SHOP.run("parked", "show", CONSUMER, order).out())
                .contains("DEAD_LETTERED", "unreadable-data", "running-track-order", event(5));
    }

    /** The consumer has looked, and given nothing up. */
    private void theirDeadlineHasPassedAndTheyStay(Instant deadline) {
        awaitThat(() -> Instant.now().isAfter(deadline)
                && Decisions.since(deadline, SHOP).containsKey("woken-up"));

        assertThat(parked().findValuesAsText("number")).containsExactly("3", "4", "5");
        assertThat(letters()).hasSize(1);
        assertThat(history()).isEqualTo("PLACED RESERVED");
    }

    @Test
    void aReleasedGapIsLeftOutAndWhatWaitedRuns() {
        send(event(1));
        awaitThat(() -> history().equals("PLACED"));
        send(event(3));
        send(event(4));
        awaitThat(() -> parked().size() == 2);
        assertThat(SHOP.run("parked", "release", CONSUMER, order, "--again").err())
                .contains("No event is held in the line " + order);

        Ran released = SHOP.run("parked", "release", CONSUMER, order);

        assertThat(released.code()).as(released.err()).isZero();
        assertThat(released.out())
                .isEqualTo("track-order, %s: leaves out what is missing before 3 and lets 2 go -> running-track-order%n"
                        .formatted(order));
        awaitThat(() -> history().equals("PLACED CHARGED CONFIRMED"));
        assertThat(parked()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    @Test
    void aReleasedDeadLetterIsLeftOutAndWhatFollowsTheNextHoleStays() {
        send(event(1).replace("\"orderId\":\"" + order + "\"", "\"orderId\":{}"));
        awaitThat(() -> letters().size() == 1);
        send(event(2));
        send(event(4));
        awaitThat(() -> parked().size() == 3);

        Ran released = SHOP.run("parked", "release", CONSUMER, order, "--json");

        assertThat(released.code()).as(released.err()).isZero();
        assertThat(released.json().path("leavesOut").textValue()).isEqualTo("the dead letter " + key(1));
        assertThat(released.json().path("letsGo")).hasSize(1);
        assertThat(released.json().path("letsGo").get(0).textValue()).isEqualTo(key(2));
        assertThat(released.json().path("stay").intValue()).isEqualTo(1);
        awaitThat(() -> history().equals("RESERVED"));
        assertThat(parked().findValuesAsText("number")).containsExactly("4");
    }

    @Test
    void whereNothingIsParkedThatIsSaidByName() {
        for (String command : List.of("show", "release")) {
            Ran ran = SHOP.run("parked", command, CONSUMER, order);

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains("error: ", "Nothing is parked for track-order in the line " + order)
                    .contains("./evenstep parked list");
        }
        assertThat(SHOP.run("parked", "list", order).out()).contains("Nothing is parked for " + order);
    }

    @Test
    void whatCameFromNoQueueNamesTheWayOutAndWaitsForAnEvent() {
        parkBehindAnEvent("other-" + order, "WAITS");

        Ran listed = SHOP.run("parked", "list", "other-" + order);
        Ran refused = SHOP.run("parked", "release", "other-" + order, "shop#" + order);
        Ran elsewhere = SHOP.run("parked", "release", "other-" + order, "shop#" + order, "--queue", "no-such-queue");

        assertThat(listed.out()).contains("other-" + order, "waits for shop#" + order, "depends on it");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("other-" + order, "came from no queue", "--queue");
        assertThat(elsewhere.code()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("There is no queue no-such-queue", "running-track-order");
    }

    @Test
    void aHeldEventIsDecidedByName() {
        String line = "shop#" + order;
        parkBehindAnEvent("other-" + order, "HELD");

        assertThat(SHOP.run("parked", "list", "other-" + order).out())
                .contains("HELD", "waits for a person's decision");
        Ran undecided = SHOP.run("parked", "release", "other-" + order, line, "--queue", "running-track-order");
        assertThat(undecided.code()).isEqualTo(1);
        assertThat(undecided.err()).contains("other-" + order + "#shop#2", "--again", "--fail");
        Ran both = SHOP.run("parked", "release", "other-" + order, line, "--again", "--fail");
        assertThat(both.code()).isEqualTo(2);
        Ran again = SHOP.run("parked", "release", "other-" + order, line, "--again", "--queue", "no-such-queue");
        assertThat(again.err()).contains("There is no queue no-such-queue");
    }

    @Test
    void aStackThatIsNotThereIsSaid() {
        Ran ran = Ran.of("parked", "list", "--endpoint", SHOP.endpoint(), "--stack", "no-such-stack");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("there is no no-such-stack", "--stack");
    }

    private static void parkBehindAnEvent(String consumer, String state) {
        Map<String, AttributeValue> item = new TreeMap<>();
        Map.of(
                        "record",
                        consumer + "#shop#1",
                        "place",
                        "0000000000000000000#shop#2",
                        "consumer",
                        consumer,
                        "source",
                        "shop",
                        "eventId",
                        consumer.replace("other-", ""),
                        "event",
                        consumer + "#shop#2",
                        "state",
                        state,
                        "reason",
                        "depends on it")
                .forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        List.of("awaits", "attempts", "since").forEach(name -> item.put(name, AttributeValue.fromN("0")));
        int unused = SHOP.clients()
                .dynamoDb()
                .putItem(request ->
                        request.tableName(SHOP.shop().table("parked")).item(item))
                .sdkHttpResponse()
                .statusCode();
    }

    private String key(int version) {
        return "track-order#shop#" + order + "-" + version;
    }

    private String event(int version) {
        String type = List.of("OrderPlaced", "StockReserved", "PaymentCharged", "OrderConfirmed", "OrderCancelled")
                .get(version - 1);
        return """
                {"specversion":"1.0","id":"%s-%d","source":"shop","type":"%s","time":"2026-11-21T08:00:00Z",\
                "subject":"%s","schemaversion":1,"entityversion":%d,"data":{"orderId":"%s"}}""".formatted(order, version, type, order, version, order);
    }

    private static void send(String body) {
        String unused = SHOP.clients()
                .sqs()
                .sendMessage(request ->
                        request.queueUrl(SHOP.shop().queueUrl(CONSUMER)).messageBody(body))
                .messageId();
    }

    private String history() {
        return String.join(" ", tables.historyOf(order));
    }

    /** This order's, as the command lists it. */
    private JsonNode parked() {
        Ran ran = SHOP.run("parked", "list", CONSUMER, "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        ArrayNode own = new ObjectMapper().createArrayNode();
        ran.json().forEach(row -> {
            if (row.path("line").asText().equals(order)) {
                own.add(row);
            }
        });
        return own;
    }

    private List<DeadLetter> letters() {
        return SHOP.deadLetters(CONSUMER).stream()
                .filter(letter -> letter.body().contains(order))
                .toList();
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(condition);
    }
}
