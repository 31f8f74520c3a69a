package dev.evenstep.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.Clients;
import dev.evenstep.local.RecordingFunctions;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.Specs;
import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import dev.evenstep.sqs.Sqs;
import dev.evenstep.sqs.SqsOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private final LocalDestinations destinations;

    LocalDestinationsTest(SharedAws.Running aws) {
        this.sqs = Clients.client(SqsClient.builder(), aws.endpoint());
        this.destinations = new LocalDestinations(
                aws.aws().services().sqs(), functions::invokeAsynchronously, (topic, message) -> {});
    }

    @AfterEach
    void close() {
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
    void aTextThatIsTooLargeIsRefused() {
        var queue = queue("", Map.of());

        assertThatThrownBy(() -> destinations.send(Specs.queueArn(queue), "x".repeat(1024 * 1024 + 1), Map.of(), null))
                .isInstanceOfSatisfying(
                        UndeliverableException.class, e -> assertThat(e.code()).isEqualTo("INVALID_PARAMETER"))
                .hasMessageContaining(queue);
    }

    @Test
    void aFifoQueueKeepsOrderAndGroup() {
        var queue = queue(".fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));

        for (int i = 0; i < 5; i++) {
            destinations.send(Specs.queueArn(queue), "m" + i, Map.of(), "g");
        }

        assertThat(received(queue, 5))
                .extracting(software.amazon.awssdk.services.sqs.model.Message::body)
                .containsExactly("m0", "m1", "m2", "m3", "m4");
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
                    .hasMessageStartingWith("There is no " + name);
        }
    }

    @Test
    void aQueueThatIsThrottledMayTakeItLater() {
        var faults = Faults.of(1, FaultRule.of(Fault.THROTTLE, 1));
        var throttled =
                Sqs.start(SqsOptions.memory(URI.create("http://127.0.0.1:4566")).withFaults(faults));

        assertThatThrownBy(
                        () -> new LocalDestinations(throttled, functions::invokeAsynchronously, (topic, message) -> {})
                                .send(Specs.queueArn("orders"), "x", Map.of(), null))
                .isInstanceOf(AwsException.class);
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
        for (String arn : List.of("arn:aws:s3:::bucket", "nonsense", "")) {
            assertThatThrownBy(() -> destinations.send(arn, "x", Map.of(), null))
                    .isInstanceOfSatisfying(
                            UndeliverableException.class,
                            e -> assertThat(e.code()).isEqualTo("INVALID_PARAMETER"));
        }
    }
}
