package dev.evenstep.internal.outbox;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.EventBus.InvalidCallException;
import dev.evenstep.internal.outbox.EventBus.PublishResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers events to the bus, and decides by its answers. */
final class OutboxPublisher {

    private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);

    private final String name;
    private final EventBus bus;
    private final RelayOptions options;
    private final UnpublishableRows unpublishable;
    private final Consumer<PendingRow> answered;
    private final BusState state;

    /** @param answered is told of each row that the bus answered for */
    OutboxPublisher(
            String name,
            EventBus bus,
            RelayOptions options,
            UnpublishableRows unpublishable,
            Consumer<PendingRow> answered) {
        this.name = name;
        this.bus = bus;
        this.options = options;
        this.unpublishable = unpublishable;
        this.answered = answered;
        this.state = new BusState(options);
    }

    BusState bus() {
        return state;
    }

    /**
     * Offers the first of each queue, round by round, until nothing is left that may go, the time is over, or the bus is away. An
     * event that is refused for now is offered again before anything later of its entity.
     */
    void publishAll(EntityQueues queues, Deadline deadline, Runnable afterEachRound) {
        int failedRounds = 0;
        List<PendingRow> heads = queues.heads();
        while (!heads.isEmpty() && options.timeIsLeft(deadline) && !state.isAway()) {
            if (offer(heads, deadline)) {
                failedRounds = 0;
            } else if (!state.isAway()) {
                options.pause().of(options.backoff().after(++failedRounds));
            }
            afterEachRound.run();
            heads = queues.heads();
        }
        if (state.isFailing()) {
            queues.leaveUnpublished(state.why());
        }
    }

    /** Whether the bus answered for all of them, and none has to be offered again. */
    private boolean offer(List<PendingRow> heads, Deadline deadline) {
        boolean all = true;
        for (List<PendingRow> call : PublishCalls.split(heads)) {
            all &= publish(call, deadline);
        }
        return all;
    }

    private boolean publish(List<PendingRow> call, Deadline deadline) {
        if (state.isAway() || !options.timeIsLeft(deadline)) {
            return false;
        }
        Duration before = deadline.remaining();
        try {
            List<PublishResult> answers =
                    bus.publish(call.stream().map(PendingRow::event).toList(), options.callTime(deadline));
            state.answered();
            boolean all = true;
            for (int i = 0; i < call.size(); i++) {
                all &= settle(call.get(i), answers.get(i));
            }
            return all;
        } catch (InvalidCallException invalid) {
            return call.size() == 1 ? alone(call.getFirst(), invalid) : oneByOne(call, deadline);
        } catch (RuntimeException failure) {
            log.warn("{}: {} events were not published: {}", name, call.size(), failure.toString());
            state.failed(failure, before.minus(deadline.remaining()));
            return false;
        }
    }

    /** One event that makes the whole call invalid must not keep those of other entities back. */
    private boolean oneByOne(List<PendingRow> call, Deadline deadline) {
        boolean all = true;
        for (PendingRow pending : call) {
            all &= publish(List.of(pending), deadline);
        }
        return all;
    }

    /** The bus is there. Whether the event or a setting is wrong, nobody knows: no event is lost for a setting. */
    private boolean alone(PendingRow pending, InvalidCallException invalid) {
        state.answered();
        return settle(pending, new PublishResult.Refused("InvalidCall", String.valueOf(invalid.getMessage()), false));
    }

    private boolean settle(PendingRow pending, PublishResult answer) {
        switch (answer) {
            case PublishResult.Accepted accepted -> pending.settle(new Decision.Applied());
            case PublishResult.Refused(String code, String message, boolean forGood) -> {
                String detail = "The bus refused the event: " + code + ": " + message;
                if (forGood) {
                    pending.settle(
                            unpublishable.keep(pending.row(), new Decision.Poison(Reason.REJECTED, detail, null)));
                } else if (pending.failedOnceMore() >= options.attempts()) {
                    pending.settle(new Decision.Unpublished(detail));
                }
            }
        }
        answered.accept(pending);
        return pending.decision() != null;
    }
}
