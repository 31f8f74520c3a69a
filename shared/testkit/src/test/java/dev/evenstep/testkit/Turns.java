package dev.evenstep.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs actors one at a time; whenever one takes a step, who goes on is drawn by lot. The same seed is the same schedule. */
final class Turns {

    private final Random random;
    private final List<Actor> alive = new ArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private @Nullable Actor current;
    private @Nullable Throwable failure;

    Turns(Random random) {
        this.random = random;
    }

    private record Actor(boolean failing, Semaphore turn) {}

    /** @param failing whether its calls may fail */
    void start(boolean failing, Runnable body) {
        Actor actor = new Actor(failing, new Semaphore(0));
        alive.add(actor);
        Thread unused = Thread.ofVirtual().start(() -> run(actor, body));
    }

    private void run(Actor actor, Runnable body) {
        actor.turn.acquireUninterruptibly();
        try {
            body.run();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        alive.remove(actor);
        if (alive.isEmpty()) {
            current = null;
            ended.release();
        } else {
            handOn();
        }
    }

    private Actor handOn() {
        Actor next = alive.get(random.nextInt(alive.size()));
        if (!next.equals(current)) {
            current = next;
            next.turn.release();
        }
        return next;
    }

    /** Where others may come in between. */
    void step() {
        Actor actor = current;
        if (actor != null && !handOn().equals(actor)) {
            actor.turn.acquireUninterruptibly();
        }
    }

    boolean isFailing() {
        return current != null && current.failing;
    }

    /** Until all that were started have ended. */
    void run() {
        Actor unused = handOn();
        ended.acquireUninterruptibly();
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
