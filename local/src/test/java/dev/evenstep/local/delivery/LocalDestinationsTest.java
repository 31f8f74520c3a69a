package dev.evenstep.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.Clients;
import dev.evenstep.local.RecordingFunctions;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.Specs;
import dev.evenstep.local.delivery.Destinations.Message;
import dev.evenstep.local.delivery.Destinations.Outcome;
import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Handing over to the real queues of the shared local AWS. */
@ExtendWith(SharedAws.class)
class LocalDestinationsTest {

    private final RecordingFunctions functions = new RecordingFunctions();
    private final SqsClient sqs;
    private final QueueSender sender;
    private final LocalDestinations destinations;

    LocalDestinationsTest(SharedAws.Running aws) {
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
        this.sender = new QueueSender(Account.local(), aws.aws().services().sqs());
        this.destinations = new LocalDestinations(sender, functions::invokeAsynchronously);
    }

    @AfterEach
    void close() {
        sender.close();
        sqs.close();
    }

    private String queue(String suffix, Map<String, String> attributes) {
        var name = "d-" + UUID.randomUUID() + suffix;
        sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes));
        return name;
    }

    private List<software.amazon.awssdk.services.sqs.model.Message> received(String queue, int count) {
        var url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        List<software.amazon.awssdk.services.sqs.model.Message> received = new ArrayList<>();
        while (received.size() < count) {
            var batch = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                    .messages();
            assertThat(batch).isNotEmpty();
            received.addAll(batch);
        }
        return received;
    }

    private static Message message(String body) {
        return new Message(body, Map.of(), null);
    }

    @Test
    void aTextReachesAQueueWithItsAttributes() {
        var queue = queue("", Map.of());

        destinations.send(Specs.queueArn(queue), "hello", Map.of("REASON", "why not"), null);

        assertThat(received(queue, 1)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo("hello");
            assertThat(message.messageAttributes().values())
                    .singleElement()
                    .satisfies(value -> assertThat(value.stringValue()).isEqualTo("why not"));
        });
    }

    @Test
    void manyTextsReachAQueue() {
        var queue = queue("", Map.of());
        var bodies = IntStream.range(0, 25).mapToObj(i -> "m" + i).toList();

        var outcomes = destinations.sendAll(
                Specs.queueArn(queue),
                bodies.stream().map(LocalDestinationsTest::message).toList());

        assertThat(outcomes).hasSize(25).containsOnly(new Outcome.Delivered());
        assertThat(received(queue, 25))
                .extracting(software.amazon.awssdk.services.sqs.model.Message::body)
                .containsExactlyInAnyOrderElementsOf(bodies);
    }

    @Test
    void largeTextsAreSentInBatchesThatFit() {
        var queue = queue("", Map.of());
        var large = "x".repeat(400_000);

        var outcomes = destinations.sendAll(
                Specs.queueArn(queue), List.of(message(large), message(large), message(large), message("small")));

        assertThat(outcomes).containsOnly(new Outcome.Delivered());
        assertThat(received(queue, 4)).hasSize(4);
    }

    @Test
    void oneTextThatIsTooLargeStopsNoOther() {
        var queue = queue("", Map.of());

        var outcomes = destinations.sendAll(
                Specs.queueArn(queue), List.of(message("a"), message("x".repeat(1024 * 1024 + 1)), message("b")));

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Delivered());
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.why().code()).isEqualTo("INVALID_PARAMETER");
            assertThat(refused.why()).hasMessageContaining(queue);
        });
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Delivered());
        assertThat(received(queue, 2)).hasSize(2);
    }

    @Test
    void aFifoQueueKeepsOrderAndGroup() {
        var queue = queue(".fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));

        var outcomes = destinations.sendAll(
                Specs.queueArn(queue),
                IntStream.range(0, 10)
                        .mapToObj(i -> new Message("m" + i, Map.of(), "g"))
                        .toList());

        assertThat(outcomes).containsOnly(new Outcome.Delivered());
        assertThat(received(queue, 10))
                .extracting(software.amazon.awssdk.services.sqs.model.Message::body)
                .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    void aFifoQueueRefusesWhatHasNoGroupOrCannotBeDeduplicated() {
        var deduplicating = queue(".fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        var other = queue(".fifo", Map.of("FifoQueue", "true"));

        assertThatThrownBy(() -> destinations.send(Specs.queueArn(deduplicating), "x", Map.of(), null))
                .isInstanceOf(UndeliverableException.class)
                .hasMessageContaining("MessageGroupId");
        assertThatThrownBy(() -> destinations.send(Specs.queueArn(other), "x", Map.of(), "g"))
                .isInstanceOf(UndeliverableException.class)
                .hasMessageContaining("ContentBasedDeduplication");
    }

    @Test
    void aMissingQueueIsUndeliverable() {
        for (String name : List.of("nowhere", "nowhere.fifo")) {
            assertThatThrownBy(() -> destinations.send(Specs.queueArn(name), "x", Map.of(), "g"))
                    .isInstanceOfSatisfying(
                            UndeliverableException.class,
                            e -> assertThat(e.code()).isEqualTo("NO_RESOURCE"))
                    .hasMessage("There is no queue " + name);
        }
    }

    @Test
    void aServerThatIsGoneMayComeBack() {
        try (var nowhere = new QueueSender(Account.local(), URI.create("http://127.0.0.1:9"))) {
            var outcomes = new LocalDestinations(nowhere, functions::invokeAsynchronously)
                    .sendAll(Specs.queueArn("orders"), List.of(message("a"), message("b")));

            assertThat(outcomes).hasSize(2).allMatch(Outcome.Failed.class::isInstance);
        }
    }

    @Test
    void aFunctionGetsATextAsynchronously() {
        destinations.send(SharedAws.FUNCTION, "{\"a\":1}", Map.of(), null);

        assertThat(functions.payloads()).containsExactly("{\"a\":1}");
    }

    @Test
    void aMissingFunctionIsUndeliverable() {
        assertThatThrownBy(() -> destinations.send(SharedAws.FUNCTION + "-other", "{}", Map.of(), null))
                .isInstanceOfSatisfying(
                        UndeliverableException.class, e -> assertThat(e.code()).isEqualTo("NO_RESOURCE"));
    }

    @Test
    void anythingElseIsUndeliverable() {
        for (String arn : List.of("arn:aws:sns:us-east-1:000000000000:topic", "nonsense", "")) {
            assertThatThrownBy(() -> destinations.send(arn, "x", Map.of(), null))
                    .isInstanceOfSatisfying(
                            UndeliverableException.class,
                            e -> assertThat(e.code()).isEqualTo("INVALID_PARAMETER"));
        }
    }
}
