package dev.evenstep.outbox;

import dev.evenstep.batch.BatchWork;
import dev.evenstep.batch.Deadline;
import dev.evenstep.batch.Delivery;
import dev.evenstep.batch.Outcome;
import dev.evenstep.deadletter.DeadLetters;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.EnvelopeJson;
import dev.evenstep.event.SerializedEvent;
import dev.evenstep.outbox.EventBus.Publication;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts events on a bus: events of several entities in one call, but only one of each, so that an event that is refused
 * is offered again before anything later of its entity. At least once: a crash after a call publishes again.
 */
public final class Relay implements BatchWork {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final String name;
    private final EventBus bus;
    private final EnvelopeJson json;
    private final DeadLetters deadLetters;
    private final RelayOptions options;

    /** @param deadLetters where events go that the bus would refuse again and again */
    public Relay(String name, EventBus bus, EnvelopeJson json, DeadLetters deadLetters, RelayOptions options) {
        this.name = name;
        this.bus = bus;
        this.json = json;
        this.deadLetters = deadLetters;
        this.options = options;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        Lines lines = new Lines();
        for (Delivery delivery : batch) {
            try {
                lines.add(delivery, new SerializedEvent(json.read(delivery.body()), delivery.body()));
            } catch (PermanentFailure unreadable) {
                lines.addSettled(delivery, kept(delivery, Decision.Poison.of(unreadable)));
            }
        }
        int failedRounds = 0;
        List<Waiting> heads = lines.heads();
        while (!heads.isEmpty() && timeIsLeft(deadline)) {
            if (offerAll(heads, deadline)) {
                failedRounds = 0;
            } else {
                options.pause().of(options.backoff().after(++failedRounds));
            }
            heads = lines.heads();
        }
        return lines.outcomes();
    }

    /** Whether the bus took all of them. */
    private boolean offerAll(List<Waiting> heads, Deadline deadline) {
        boolean all = true;
        for (List<Waiting> call : PublishCalls.split(heads)) {
            List<Publication> answers = publish(call, deadline);
            for (int i = 0; i < call.size(); i++) {
                all &= settle(call.get(i), answers.get(i));
            }
        }
        return all;
    }

    private List<Publication> publish(List<Waiting> call, Deadline deadline) {
        try {
            return bus.publish(call.stream().map(Waiting::event).toList());
        } catch (RuntimeException failure) {
            log.warn("{}: {} events were not published: {}", name, call.size(), failure.toString());
            boolean isLastChance = call.stream().anyMatch(waiting -> waiting.failures() + 1 >= options.attempts());
            return isLastChance && call.size() > 1 ? oneByOne(call, deadline) : refused(call, failure.toString());
        }
    }

    /** One event that makes the whole call fail must not keep those of other entities back. */
    private List<Publication> oneByOne(List<Waiting> call, Deadline deadline) {
        List<Publication> answers = new ArrayList<>();
        for (Waiting waiting : call) {
            answers.addAll(
                    timeIsLeft(deadline)
                            ? publish(List.of(waiting), deadline)
                            : refused(List.of(waiting), "no time was left to offer it alone"));
        }
        return answers;
    }

    private static List<Publication> refused(List<Waiting> call, String message) {
        return Collections.nCopies(call.size(), new Publication.Refused("CallFailed", message, false));
    }

    private boolean timeIsLeft(Deadline deadline) {
        return deadline.remaining().compareTo(options.margin()) > 0;
    }

    private boolean settle(Waiting waiting, Publication answer) {
        return switch (answer) {
            case Publication.Accepted accepted -> {
                waiting.settle(new Decision.Applied());
                yield true;
            }
            case Publication.Refused(String code, String message, boolean permanent) -> {
                String detail = "The bus refused the event: " + code + ": " + message;
                if (permanent) {
                    waiting.settle(kept(waiting.delivery(), new Decision.Poison(Reason.REJECTED, detail, null)));
                } else if (waiting.failedOnceMore() >= options.attempts()) {
                    waiting.settle(new Decision.Transient(detail, null));
                }
                yield permanent;
            }
        };
    }

    private Decision kept(Delivery delivery, Decision.Poison poison) {
        try {
            deadLetters.send(name, delivery, poison);
            return poison;
        } catch (RuntimeException failure) {
            return Decision.Transient.of(failure);
        }
    }
}
