package dev.evenstep.outbox;

import dev.evenstep.batch.Deadline;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.outbox.EventBus.Publication;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers events to the bus, and decides by its answers. */
final class Offers {

    private static final Logger log = LoggerFactory.getLogger(Offers.class);

    private final String name;
    private final EventBus bus;
    private final RelayOptions options;
    private final KeptAside aside;
    private final Marks marks;

    Offers(String name, EventBus bus, RelayOptions options, KeptAside aside, Marks marks) {
        this.name = name;
        this.bus = bus;
        this.options = options;
        this.aside = aside;
        this.marks = marks;
    }

    /** Whether the bus took all of them. */
    boolean offer(List<Waiting> heads, Deadline deadline) {
        boolean all = true;
        for (List<Waiting> call : PublishCalls.split(heads)) {
            List<Publication> answers = publish(call, deadline);
            for (int i = 0; i < call.size(); i++) {
                all &= settle(call.get(i), answers.get(i));
                marks.addIfSettled(call.get(i));
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
                    options.timeIsLeft(deadline)
                            ? publish(List.of(waiting), deadline)
                            : refused(List.of(waiting), "no time was left to offer it alone"));
        }
        return answers;
    }

    private static List<Publication> refused(List<Waiting> call, String message) {
        return Collections.nCopies(call.size(), new Publication.Refused("CallFailed", message, false));
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
                    waiting.settle(aside.keep(waiting.row(), new Decision.Poison(Reason.REJECTED, detail, null)));
                } else if (waiting.failedOnceMore() >= options.attempts()) {
                    waiting.settle(Decision.Transient.ofRecord(detail));
                }
                yield permanent;
            }
        };
    }
}
