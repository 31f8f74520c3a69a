package dev.evenstep.schedules;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
import dev.evenstep.internal.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything outside of our code, as AWS allows it to behave: a store that can fail around every call, a stream that shows
 * rows in any order and any number of times, a bus without order, standard queues that repeat and reorder, processes that
 * end anywhere, and others' work between any two calls.
 */
final class World implements EventBus {

    private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");
    private static final int DEEPEST = 2;

    private final Chance chance;
    private final EnvelopeJson json;
    private final InMemoryStore store = new InMemoryStore();
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final List<Envelope> stream = new ArrayList<>();
    private final List<Envelope> published = new ArrayList<>();
    private final List<Envelope> calledOutside = new ArrayList<>();
    private final Deque<boolean[]> processes = new ArrayDeque<>();
    private Instant now = BEGIN;
    private int shown;
    private Runnable othersWork = () -> {};

    World(long seed, EnvelopeJson json, List<String> consumers) {
        this.chance = new Chance(seed);
        this.json = json;
        consumers.forEach(name -> queues.put(name, new Queue(chance, this::now)));
    }

    /** @param step one step of the schedule, which may come between any two calls */
    void whatOthersDo(Runnable step) {
        othersWork = step;
    }

    Chance chance() {
        return chance;
    }

    Instant now() {
        return now;
    }

    void advanceTo(Instant later) {
        now = later;
    }

    InMemoryStore store() {
        return store;
    }

    Map<String, Queue> queues() {
        return queues;
    }

    List<Envelope> published() {
        return published;
    }

    List<Envelope> calledOutside() {
        return calledOutside;
    }

    /** The rows that the stream has still to show. */
    List<Envelope> stream() {
        List<Envelope> committed = store.outbox();
        stream.addAll(committed.subList(shown, committed.size()));
        shown = committed.size();
        return stream;
    }

    /** Runs one process of a function, which may end in the middle. */
    boolean survives(Runnable process) {
        processes.push(new boolean[] {true});
        try {
            process.run();
            return true;
        } catch (Crash crash) {
            return false;
        } finally {
            processes.pop();
        }
    }

    void beforeCall() {
        requireAlive();
        if (chance.strikes(60) && processes.size() <= DEEPEST) {
            othersWork.run();
        }
        endHere();
        if (chance.strikes(15)) {
            throw new LostReply();
        }
    }

    void afterCall() {
        endHere();
        if (chance.strikes(15)) {
            throw new LostReply();
        }
    }

    private void endHere() {
        if (chance.strikes(15)) {
            processes.element()[0] = false;
            throw new Crash();
        }
    }

    /** What is left of a process that has ended does nothing any more. */
    private void requireAlive() {
        if (!processes.element()[0]) {
            throw new Crash();
        }
    }

    /** The outside knows its callers by the event's id; it may take so long that the caller's lease is over. */
    void callOutside(Envelope event) {
        requireAlive();
        calledOutside.add(event);
        if (chance.strikes(100) && processes.size() <= DEEPEST) {
            now = now.plusSeconds(15);
            for (int i = chance.below(6); i >= 0; i--) {
                othersWork.run();
            }
        }
        endHere();
    }

    @Override
    public List<PublishResult> publish(List<SerializedEvent> events, Duration time) {
        beforeCall();
        List<PublishResult> answers = new ArrayList<>();
        for (SerializedEvent event : events) {
            boolean refused = chance.strikes(40);
            if (!refused) {
                toEverybody(event.envelope());
            }
            answers.add(
                    refused ? new PublishResult.Refused("Throttled", "later", false) : new PublishResult.Accepted());
        }
        afterCall();
        return answers;
    }

    /** Past the outbox, as a mistake does. */
    void publishBeside(SerializedEvent event) {
        toEverybody(event.envelope());
    }

    private void toEverybody(Envelope event) {
        published.add(event);
        String body = json.write(event);
        queues.values().forEach(queue -> queue.add(body, now));
    }
}
