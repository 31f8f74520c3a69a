package dev.evenstep.sqs.queue;

import dev.evenstep.engine.faults.Fault;
import dev.evenstep.sqs.message.ReceiptHandle;
import dev.evenstep.sqs.message.Received;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes messages from a queue: what was received too often becomes a dead letter, the others are in flight. */
record Taking(Machine machine, Queues queues, Queue queue, Shelf shelf, long now) {

    private static final String RECEIVE = "ReceiveMessage";

    List<Received> take(int most, int visibility) {
        List<QueueEntry> taken = new ArrayList<>();
        while (taken.size() < most) {
            var next = next(most - taken.size());
            if (next.isEmpty()) {
                break;
            }
            next.forEach(entry -> {
                var deadLetters = deadLetterQueue(entry);
                if (deadLetters == null) {
                    shelf.hide(entry, Integer.MAX_VALUE, now);
                    taken.add(entry);
                } else {
                    var message = shelf.get(entry).dead(queue.arn(), now);
                    shelf.remove(entry);
                    deadLetters.place(queues.nextNumber(), message, now);
                }
            });
        }
        return taken.stream().map(entry -> received(entry, visibility)).toList();
    }

    private Received received(QueueEntry entry, int visibility) {
        var message = shelf.receive(entry, now);
        shelf.hide(entry, strikes(Fault.DUPLICATE) ? 0 : visibility, now);
        var handle = new ReceiptHandle(queue.id(), entry.number, entry.receives);
        return new Received(message, entry.number, handle.toString());
    }

    private List<QueueEntry> next(int most) {
        if (!shelf.any() || !strikes(Fault.REORDER)) {
            return shelf.next(most);
        }
        var more = shelf.next(2 * most);
        return more.subList(more.size() - Math.min(most, (more.size() + 1) / 2), more.size());
    }

    private boolean strikes(Fault fault) {
        return !queue.settings().fifo() && machine.strikes(fault, RECEIVE, queue.name());
    }

    private @Nullable Queue deadLetterQueue(QueueEntry entry) {
        var redrive = queue.settings().redrive();
        if (redrive == null || entry.receives < redrive.maxReceiveCount()) {
            return null;
        }
        var target = queues.at(redrive.target());
        return target == queue ? null : target; // to itself it would never end
    }
}
