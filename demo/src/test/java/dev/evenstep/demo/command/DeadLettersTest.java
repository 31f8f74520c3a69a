package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.cli.deadletter.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** What can not succeed, where it ends, and how it goes back. */
class DeadLettersTest {

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String COMPLETED = "dev.evenstep.saga/dev.evenstep.saga.SagaCompleted/v1-completed";

    private final String order = "order-" + UUID.randomUUID();
    private final ShopTables tables = SHOP.tables();

    @Test
    void badMessagesEndWithTheirReasonsAndTheGoodOnesOfTheirBatchAreApplied() {
        Map<String, String> reasons = Map.of(
                "v2-malformed", "malformed",
                "v2-huge", "too-large",
                "v2-deeply-nested", "too-deep",
                "v99-unknown-version", "unknown-version");
        List<String> bad = List.copyOf(reasons.keySet());
        Stream<String> good = Stream.of(order + "-a", order + "-b", order + "-c")
                .map(each -> Project.of(each, Project.sample("shop-web/PlaceOrder/v2-placed")));
        sendAsOneBatch(
                Stream.concat(bad.stream().map(DeadLettersTest::sample), good).toList());

        awaitThat(() -> bodies(SHOP.deadLetters("place-order"))
                .containsAll(bad.stream().map(DeadLettersTest::sample).toList()));

        List<DeadLetter> letters = SHOP.deadLetters("place-order");
        bad.forEach(name -> assertThat(of(sample(name), letters))
                .as(name)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.attribute("evenstep-reason")).isEqualTo(reasons.get(name));
                    assertThat(letter.attribute("evenstep-attempts")).isEqualTo("1");
                    assertThat(letter.attribute("evenstep-detail")).isNotEmpty();
                }));
        for (String applied : List.of(order + "-a", order + "-b", order + "-c")) {
            awaitThat(() -> tables.statusOf(applied).equals("CONFIRMED"));
        }
    }

    private static String sample(String name) {
        return Project.sample("shop-web/PlaceOrder/" + name);
    }

    private static void sendAsOneBatch(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries = bodies.stream()
                .map(body -> SendMessageBatchRequestEntry.builder()
                        .id("m" + bodies.indexOf(body))
                        .messageBody(body)
                        .messageGroupId(UUID.randomUUID().toString())
                        .messageDeduplicationId(UUID.randomUUID().toString())
                        .build())
                .toList();
        SendMessageBatchResponse sent = SHOP.clients()
                .sqs()
                .sendMessageBatch(request ->
                        request.queueUrl(SHOP.shop().queueUrl("place-order")).entries(entries));
        assertThat(sent.failed()).isEmpty();
    }

    @Test
    void whatCannotBeDoneYetIsSentBackWhenItsCauseIsMended(@TempDir Path folder) throws IOException {
        Path completed = Project.sampleOf(order, COMPLETED, folder);
        Ran sent = SHOP.run("send", completed.toString(), "--to", "settle-order");
        assertThat(sent.code()).as(sent.err()).isZero();
        awaitThat(() -> listed().isPresent());
        JsonNode listed = listed().orElseThrow();
        assertThat(listed.path("function").textValue()).isEqualTo("settle-order");
        assertThat(listed.path("reason").textValue()).isEqualTo("rejected");
        assertThat(listed.path("attempts").textValue()).isEqualTo("1");
        assertThat(listed.path("type").textValue()).isEqualTo("dev.evenstep.saga.SagaCompleted");
        assertThat(listed.path("decision").textValue()).isEqualTo("poison");
        String id = listed.path("id").textValue();
        shown(id);

        redriven(id);
        awaitThat(() -> listed().filter(again -> !again.path("id").textValue().equals(id))
                .isPresent());
        orderIs("CONFIRMED");
        redriven(listed().orElseThrow().path("id").textValue());

        awaitThat(() -> SHOP.isQueueEmpty("settle-order") && listed().isEmpty());
        assertThat(tables.statusOf(order)).isEqualTo("CONFIRMED");
        whatWasHandledIsSentBackInVain(completed);
    }

    private static void redriven(String id) {
        Ran redriven = SHOP.run("dlq", "redrive", id.substring(0, 13), "--json");
        assertThat(redriven.code()).as(redriven.err()).isZero();
        assertThat(redriven.json().get(0).path("id").textValue()).isEqualTo(id);
        assertThat(redriven.json().get(0).path("to").textValue()).isEqualTo("running-settle-order");
    }

    private void shown(String id) {
        Ran text = SHOP.run("dlq", "show", id.substring(0, 13));
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out()).contains(id, "settle-order", "rejected", "no-order", order);

        Ran json = SHOP.run("dlq", "show", id, "--json");
        assertThat(json.json().path("id").textValue()).isEqualTo(id);
        assertThat(json.json().path("body").textValue()).contains(order);

        Ran list = SHOP.run("dlq", "list", "settle-order");
        assertThat(list.out().lines())
                .anyMatch(line -> line.contains(id) && line.contains("rejected") && line.contains("SagaCompleted"));
    }

    /** An order that has come to its end elsewhere. */
    private void orderIs(String status) {
        String command = Project.of(order, Project.sample("shop-migration/ImportOrder/v1-import"))
                .replace("CONFIRMED", status);
        String unused = SHOP.clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(SHOP.shop().queueUrl("place-order"))
                        .messageBody(command)
                        .messageGroupId(order)
                        .messageDeduplicationId(order))
                .messageId();
        awaitThat(() -> tables.statusOf(order).equals(status));
    }

    /** As after a redrive whose own deletion failed: the letter is there once more, and its event was handled. */
    private void whatWasHandledIsSentBackInVain(Path completed) throws IOException {
        awaitThat(() -> tables.viewOf(order).equals("IMPORTED") && tables.auditLinesOf(order) == 1);
        String body = java.nio.file.Files.readString(completed);
        String again = letter(body);
        Map<String, List<String>> before = tables.everythingOf(order);

        Ran redriven = SHOP.run("dlq", "redrive", again);

        assertThat(redriven.code()).as(redriven.err()).isZero();
        assertThat(redriven.out()).contains(again + " -> running-settle-order");
        awaitThat(() -> SHOP.isQueueEmpty("settle-order"));
        assertThat(listed()).isEmpty();
        assertThat(tables.everythingOf(order)).isEqualTo(before);
    }

    private static String letter(String body) {
        return SHOP.clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(SHOP.shop().deadLetterQueueUrl("settle-order"))
                        .messageBody(body))
                .messageId();
    }

    @Test
    void everythingOfOneReasonIsSentBackAtOnce() {
        orderIs("CANCELLED");
        String id = letter(Project.of(order, Project.sample(COMPLETED)));

        Ran none = SHOP.run("dlq", "redrive", "--all", "settle-order", "--reason", "no-such-reason", "--json");
        Ran all = SHOP.run("dlq", "redrive", "--all", "settle-order", "--reason", "max-receives", "--json");

        assertThat(none.json()).isEmpty();
        assertThat(all.json().findValuesAsText("id")).contains(id);
        awaitThat(() -> SHOP.isQueueEmpty("settle-order") && listed().isEmpty());
        assertThat(tables.statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void anIdThatIsNotThereIsSaid() {
        Ran ran = SHOP.run("dlq", "show", "no-such-id");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("error: ", "no-such-id", "./evenstep dlq list");
    }

    @Test
    void aQueueThatIsNotThereIsSaidWithThoseThatAre() {
        Ran ran = SHOP.run("dlq", "list", "no-such-function");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("no-such-function", "place-order", "audit-events", "rules");
    }

    @Test
    void whatHasNoQueueToGoBackToSaysWhatToDo() {
        String id = SHOP.clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(SHOP.shop().deadLetterQueueUrl("rules"))
                        .messageBody("{}"))
                .messageId();

        Ran ran = SHOP.run("dlq", "redrive", id);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains(id, "rules", "./evenstep send");
        assertThat(of("{}", SHOP.deadLetters("rules"))).hasSize(1);
    }

    /** The letter of the function that ends orders that is of this one. */
    private java.util.Optional<JsonNode> listed() {
        Ran ran = SHOP.run("dlq", "list", "settle-order", "--json");
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.json().findParents("record").stream()
                .filter(letter -> bodyOf(letter).contains(order))
                .findFirst();
    }

    private static String bodyOf(JsonNode letter) {
        return SHOP.run("dlq", "show", letter.path("id").textValue(), "--json")
                .json()
                .path("body")
                .textValue();
    }

    private static List<DeadLetter> of(String body, List<DeadLetter> letters) {
        return letters.stream().filter(letter -> letter.body().equals(body)).toList();
    }

    private static List<String> bodies(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::body).toList();
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(condition);
    }
}
