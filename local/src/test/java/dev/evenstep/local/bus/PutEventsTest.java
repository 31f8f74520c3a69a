package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Events put with the SDK, on a bus with one rule that takes all into one queue. */
@ExtendWith(SharedAws.class)
class PutEventsTest {

    private static final int LIMIT = 1024 * 1024;

    private final SharedAws.Running aws;
    private final EventBridgeClient events;
    private final SqsClient sqs;
    private final String bus = "bus-" + UUID.randomUUID();
    private final String queue = "events-" + UUID.randomUUID();
    private String url = "";

    PutEventsTest(SharedAws.Running aws) {
        this.aws = aws;
        this.events = Clients.client(EventBridgeClient.builder(), aws.endpoint());
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
    }

    @BeforeEach
    void makeBus() {
        url = sqs.createQueue(request -> request.queueName(queue)).queueUrl();
        events.createEventBus(request -> request.name(bus));
        events.putRule(
                request -> request.name("all").eventBusName(bus).eventPattern("{\"source\":[{\"exists\":true}]}"));
        var target = Target.builder().id("queue").arn(Specs.queueArn(queue)).build();
        events.putTargets(request -> request.rule("all").eventBusName(bus).targets(target));
    }

    @AfterEach
    void close() {
        events.close();
        sqs.close();
    }

    private PutEventsRequestEntry entry(Consumer<PutEventsRequestEntry.Builder> change) {
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("shop")
                .detailType("OrderPlaced")
                .detail("{}");
        change.accept(entry);
        return entry.build();
    }

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return events.putEvents(request -> request.entries(entries));
    }

    private List<JsonNode> received(int count) {
        List<Message> messages = Collections.synchronizedList(new ArrayList<>());
        await().until(() -> {
            sqs.receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()
                    .forEach(message -> {
                        messages.add(message);
                        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
                    });
            return messages.size() >= count;
        });
        List<JsonNode> bodies = new ArrayList<>();
        messages.forEach(message -> {
            try {
                bodies.add(JsonTrees.parse(message.body()));
            } catch (Exception e) {
                throw new AssertionError(message.body(), e);
            }
        });
        return bodies;
    }

    @Test
    void anEventArrivesWithAllItsFields() {
        var answer = put(entry(entry -> entry.detail("{\"total\":1.10,\"name\":\"ä€😀\"}")
                .time(Instant.parse("2026-11-21T10:00:00.789Z"))
                .resources("arn:one", "arn:two")));

        assertThat(answer.failedEntryCount()).isZero();
        assertThat(received(1))
                .singleElement()
                .satisfies(
                        event -> assertThat(JsonTrees.write(event))
                                .isEqualTo(
                                        "{\"version\":\"0\",\"id\":\""
                                                + answer.entries().getFirst().eventId()
                                                + "\",\"detail-type\":\"OrderPlaced\",\"source\":\"shop\",\"account\":\"000000000000\","
                                                + "\"time\":\"2026-11-21T10:00:00Z\",\"region\":\"us-east-1\","
                                                + "\"resources\":[\"arn:one\",\"arn:two\"],\"detail\":{\"total\":1.10,\"name\":\"ä€😀\"}}"));
    }

    @Test
    void aFifoQueueGetsEventsInOrder() {
        var fifo = queue + ".fifo";
        url = sqs.createQueue(request -> request.queueName(fifo)
                        .attributesWithStrings(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")))
                .queueUrl();
        var target = Target.builder()
                .id("queue")
                .arn(Specs.queueArn(fifo))
                .sqsParameters(parameters -> parameters.messageGroupId("all"))
                .build();
        events.putTargets(request -> request.rule("all").eventBusName(bus).targets(target));

        for (int batch = 0; batch < 3; batch++) {
            int first = batch * 10;
            put(IntStream.range(first, first + 10)
                    .mapToObj(i -> entry(entry -> entry.detail("{\"n\":" + i + "}")))
                    .toArray(PutEventsRequestEntry[]::new));
        }

        assertThat(received(30))
                .extracting(event -> event.get("detail").get("n").intValue())
                .containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
    }

    @Test
    void failedEntriesAreToldInTheirPlace() {
        var answer = put(
                entry(entry -> {}),
                entry(entry -> entry.source(null)),
                entry(entry -> entry.detailType("")),
                entry(entry -> entry.detail(null)),
                entry(entry -> entry.source("aws.s3")),
                entry(entry -> entry.detail("{\"last\":true}")));

        assertThat(answer.failedEntryCount()).isEqualTo(4);
        assertThat(answer.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(
                        null,
                        "InvalidArgument",
                        "InvalidArgument",
                        "InvalidArgument",
                        "NotAuthorizedForSourceException",
                        null);
        assertThat(answer.entries().get(1).errorMessage())
                .isEqualTo("Parameter Source is not valid. Reason: Source is a required argument.");
        assertThat(received(2)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "\"text\"", "[1]", "42", "null", "{\"a\":1} {}", "{\"a\":01}", "{", ""})
    void detailThatIsNoObjectIsMalformed(String detail) {
        var answer = put(entry(entry -> entry.detail(detail)), entry(entry -> {}));

        assertThat(answer.failedEntryCount()).isEqualTo(1);
        assertThat(answer.entries().getFirst().errorCode())
                .isEqualTo(detail.isEmpty() ? "InvalidArgument" : "MalformedDetail");
        assertThat(received(1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_101, 10_000, 100_000})
    void deepDetailIsMalformedAndHurtsNobody(int depth) {
        var deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

        var answer = put(entry(entry -> entry.detail(deep)), entry(entry -> {}));

        assertThat(answer.entries().getFirst().errorCode()).isEqualTo("MalformedDetail");
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void detailOfTheGreatestDepthArrives() {
        var deep = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);

        assertThat(put(entry(entry -> entry.detail(deep))).failedEntryCount()).isZero();
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void aRequestMayHaveTenEntries() {
        var eleven = Collections.nCopies(11, entry(entry -> {}));

        assertThatThrownBy(() -> events.putEvents(request -> request.entries(eleven)))
                .isInstanceOfSatisfying(EventBridgeException.class, refused -> {
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(refused.getMessage())
                            .contains("at 'entries' failed to satisfy constraint: Member must have length less than or"
                                    + " equal to 10");
                });
        assertThatThrownBy(() -> events.putEvents(request -> request.entries(List.of())))
                .isInstanceOf(EventBridgeException.class);
    }

    @Test
    void theEntriesOfARequestMayHaveLessThanAMebibyteTogether() {
        // source, detail type and detail count, and 14 bytes for a time
        int other = "shop".length() + "OrderPlaced".length() + "{\"x\":\"\"}".length() + 14;
        var fits = "{\"x\":\"" + "y".repeat(LIMIT - other - 1) + "\"}";

        assertThat(put(entry(entry -> entry.detail(fits).time(Instant.EPOCH))).failedEntryCount())
                .isZero();
        assertThatThrownBy(() -> put(entry(entry -> entry.detail(fits + " ").time(Instant.EPOCH))))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("Total size of the entries in the request is over the limit.");
    }

    @Test
    void sizeIsCountedInBytesAndWithResources() {
        var euros = "{\"x\":\"" + "€".repeat(LIMIT / 3) + "\"}";
        assertThatThrownBy(() -> put(entry(entry -> entry.detail(euros)))).hasMessageContaining("over the limit");

        var half = "{\"x\":\"" + "y".repeat(LIMIT / 2) + "\"}";
        assertThatThrownBy(() ->
                        put(entry(entry -> entry.detail(half)), entry(entry -> entry.resources("r".repeat(LIMIT / 2)))))
                .hasMessageContaining("over the limit");
    }

    @Test
    void anEventForAMissingBusIsAcceptedAndGone() {
        var answer = put(entry(entry -> entry.eventBusName("nowhere")), entry(entry -> {}));

        assertThat(answer.failedEntryCount()).isZero();
        assertThat(answer.entries().getFirst().eventId()).isNotEmpty();
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void aBusMayBeNamedByItsArn() {
        var arn = "arn:aws:events:us-east-1:000000000000:event-bus/" + bus;

        assertThat(put(entry(entry -> entry.eventBusName(arn))).failedEntryCount())
                .isZero();
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void theTemplatesRuleReachesQueueAndFunction() {
        var marker = UUID.randomUUID().toString();
        put(entry(entry -> entry.eventBusName("shop").detail("{\"marker\":\"" + marker + "\"}")));
        put(entry(entry -> entry.eventBusName("shop").detailType("Other").detail("{\"marker\":\"" + marker + "\"}")));

        await().untilAsserted(() -> assertThat(aws.functions().payloads())
                .filteredOn(payload -> payload.contains(marker))
                .hasSize(1));
    }

    @Test
    void patternsAreTried() {
        var event = "{\"id\":\"1\",\"account\":\"0\",\"source\":\"shop\",\"time\":\"2026-11-21T10:00:00Z\","
                + "\"region\":\"us-east-1\",\"detail-type\":\"x\",\"detail\":{\"a\":1}}";

        assertThat(events.testEventPattern(request -> request.event(event).eventPattern("{\"detail\":{\"a\":[1]}}"))
                        .result())
                .isTrue();
        assertThat(events.testEventPattern(request -> request.event(event).eventPattern("{\"source\":[\"other\"]}"))
                        .result())
                .isFalse();
        assertThatThrownBy(() ->
                        events.testEventPattern(request -> request.event("{}").eventPattern("{\"source\":[\"a\"]}")))
                .hasMessageContaining("Parameter Event is not valid.");
    }
}
