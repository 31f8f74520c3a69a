package dev.evenstep.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.report.FunctionEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Asynchronous invocations: kept in the journal until they are finished, in one queue for each function. */
final class AsyncInvocations {

    private static final String KIND = "invoke";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionRunner runner;
    private final LambdaOptions options;
    private final FunctionRunner.Services services;
    private final Map<String, AsyncQueue> queues = new ConcurrentHashMap<>();

    AsyncInvocations(FunctionRunner runner, LambdaOptions options, FunctionRunner.Services services) {
        this.runner = runner;
        this.options = options;
        this.services = services;
    }

    /** What the journal keeps of an invocation. */
    record Accepted(String function, String requestId, String payload) {

        private static Accepted read(String json) throws JsonProcessingException {
            JsonNode entry = JSON.readTree(json);
            return new Accepted(
                    entry.path("function").asText(),
                    entry.path("requestId").asText(),
                    entry.path("payload").asText());
        }

        private String write() {
            return JSON.createObjectNode()
                    .put("function", function)
                    .put("requestId", requestId)
                    .put("payload", payload)
                    .toString();
        }
    }

    /** Keeps an invocation; gives the request id under which it will run. */
    String accept(FunctionName name, String payload) {
        String function = name.qualifier() == null ? name.name() : name.name() + ":" + name.qualifier();
        Accepted accepted = new Accepted(function, UUID.randomUUID().toString(), payload);
        List<Journal.Entry> entries = services.journal()
                .accept(KIND, List.of(accepted.write()), services.time().now());
        entries.forEach(entry -> queue(name).add(entry, accepted));
        return accepted.requestId();
    }

    void resume() {
        for (Journal.Entry entry : services.journal().open(KIND)) {
            try {
                Accepted accepted = Accepted.read(entry.payload());
                FunctionName name = FunctionName.of(accepted.function());
                runner.function(name);
                queue(name).resume(entry, accepted);
            } catch (AwsException | JsonProcessingException gone) {
                services.journal().finish(entry);
                services.events()
                        .happened(new FunctionEvent.Discarded(
                                "journal", "an event of an earlier run", String.valueOf(gone.getMessage())));
            }
        }
    }

    private AsyncQueue queue(FunctionName name) {
        return queues.computeIfAbsent(
                name.name(), function -> new AsyncQueue(runner, runner.function(name), options, services));
    }

    void close() {
        queues.values().forEach(AsyncQueue::close);
    }
}
