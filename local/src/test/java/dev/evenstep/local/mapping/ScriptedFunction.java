package dev.evenstep.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.Invoker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A function in this JVM that does what a test says, so that failures come exactly where they are wanted. */
final class ScriptedFunction implements Invoker {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the function does; an exception is its failure. */
    interface Script {
        String run(JsonNode event) throws Exception;
    }

    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final Semaphore room;
    private final AtomicInteger running = new AtomicInteger();
    private volatile Script script = event -> "null";
    private volatile boolean roomIsSeen;

    ScriptedFunction(int instances) {
        room = new Semaphore(instances, true);
    }

    ScriptedFunction does(Script next) {
        script = next;
        return this;
    }

    /** Tells whoever asks that there is room, although somebody else takes it in the next moment. */
    void letsRoomBeSeen() {
        roomIsSeen = true;
    }

    /** The bodies of all messages, in the order in which they came, a list for each batch. */
    List<List<String>> bodies() {
        return events.stream().map(event -> texts(event, "/body")).toList();
    }

    /** The sort keys of all stream records, in the order in which they came, a list for each batch. */
    List<List<String>> sortKeys() {
        return events.stream().map(event -> texts(event, "/dynamodb/Keys/sk/S")).toList();
    }

    static List<String> texts(JsonNode event, String pointer) {
        List<String> texts = new ArrayList<>();
        event.path("Records").forEach(record -> texts.add(record.at(pointer).asText()));
        return texts;
    }

    @Override
    public FunctionResult invoke(String function, String payload) {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            JsonNode event = JSON.readTree(payload);
            events.add(event);
            return new FunctionResult(UUID.randomUUID().toString(), script.run(event), null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + payload, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            String error = JSON.createObjectNode()
                    .put("errorMessage", String.valueOf(e.getMessage()))
                    .toString();
            return new FunctionResult(UUID.randomUUID().toString(), error, "Unhandled");
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public void invokeAsynchronously(String function, String payload) {
        throw new UnsupportedOperationException("mappings wait for their functions");
    }

    @Override
    public void awaitRoom(String function) throws InterruptedException {
        if (!roomIsSeen) {
            room.acquire();
            room.release();
        }
    }

    @Override
    public TakenInstance claim(String function) throws InterruptedException {
        room.acquire();
        return new TakenInstance() {
            @Override
            public FunctionResult invoke(String payload) {
                return ScriptedFunction.this.invoke(function, payload);
            }

            @Override
            public void close() {
                room.release();
            }
        };
    }
}
