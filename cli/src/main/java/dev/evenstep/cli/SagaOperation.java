package dev.evenstep.cli;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.schema.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person has done with one instance: a command to the queue behind which its sagas run. */
final class SagaOperation {

    @Parameters(index = "0", paramLabel = "SAGA", description = "The saga's name.")
    private String saga = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The instance's key.")
    private String key = "";

    @Option(names = "--queue", paramLabel = "NAME", description = "The queue behind which the saga runs.")
    private String queue = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Of the command, which takes effect once. Default: a new one.")
    private @Nullable String id;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who wants it, kept with the instance.")
    private @Nullable String actor;

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    String saga() {
        return saga;
    }

    String key() {
        return key;
    }

    /**
     * @param data the command's, as JSON
     * @return the command's id, and where it went
     */
    String send(EventType<?> type, String data) {
        if (queue.isEmpty()) {
            throw new IllegalArgumentException("--queue is missing: the queue behind which " + saga + " runs");
        }
        DeployedStack stack = endpoint.stack();
        String url = stack.queueUrl(queue);
        String command = id == null ? UUID.randomUUID().toString() : id;
        Envelope envelope = Envelope.of(command, type.source(), type.name(), Instant.now())
                .withData(type.version(), data)
                .withSubject(saga + "-" + key);
        String body = new EnvelopeJson(Limits.defaults())
                .write(actor == null ? envelope : envelope.withExtensions(Map.of("actor", actor)));
        var unused = stack.clients().sqs().sendMessage(request -> {
            request.queueUrl(url).messageBody(body);
            if (url.endsWith(".fifo")) {
                request.messageGroupId(saga + "-" + key).messageDeduplicationId(command);
            }
        });
        return "%s -> %s".formatted(command, DeployedStack.lastPart(url));
    }
}
