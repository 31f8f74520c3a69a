package dev.evenstep.local.bus;

import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.bus.Deliverer.Pending;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.delivery.Destinations.Outcome;
import dev.evenstep.local.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts to deliver, and what follows from each: done, tried again, or given up to the dead-letter queue. */
final class Attempts {

    private final Logger log = LoggerFactory.getLogger(Attempts.class);
    private final Journal journal;
    private final Destinations destinations;
    private final Statistics statistics;
    private final TimeSource time;
    private final Backoff backoff;
    private final Consumer<Pending> again;

    Attempts(
            Journal journal,
            Destinations destinations,
            Statistics statistics,
            TimeSource time,
            Backoff backoff,
            Consumer<Pending> again) {
        this.journal = journal;
        this.destinations = destinations;
        this.statistics = statistics;
        this.time = time;
        this.backoff = backoff;
        this.again = again;
    }

    /** All to one target. */
    void make(List<Pending> batch) {
        var target = batch.getFirst().delivery().targetArn();
        var outcomes = destinations.sendAll(
                target,
                batch.stream().map(pending -> pending.delivery().message()).toList());
        List<Journal.Entry> done = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            var pending = batch.get(i);
            switch (outcomes.get(i)) {
                case Outcome.Delivered delivered -> done.add(pending.entry());
                case Outcome.Refused refused -> giveUp(pending, refused.why().code(), refused.why(), Optional.empty());
                case Outcome.Failed failed -> retry(pending, failed.why());
            }
        }
        statistics.delivered.add(done.size());
        journal.finishAll(done);
    }

    private void retry(Pending pending, RuntimeException why) {
        var delivery = pending.delivery();
        var entry = pending.entry();
        var due = due(entry);
        if (entry.attempts() >= delivery.maximumRetryAttempts()) {
            giveUp(pending, "ERROR_FROM_TARGET", why, Optional.of("MaximumRetryAttempts"));
        } else if (due.isAfter(entry.accepted().plus(delivery.maximumAge()))) {
            giveUp(pending, "ERROR_FROM_TARGET", why, Optional.of("MaximumEventAgeInSeconds"));
        } else {
            log.debug("{} failed for {}, is tried again at {}", delivery.targetArn(), delivery.ruleArn(), due, why);
            postpone(pending);
        }
    }

    private Instant due(Journal.Entry entry) {
        return time.now().plus(backoff.after(entry.attempts() + 1));
    }

    private void postpone(Pending pending) {
        statistics.retried.increment();
        var later = journal.postpone(pending.entry(), due(pending.entry()));
        again.accept(new Pending(later, pending.delivery()));
    }

    /** @param exhausted which limit ended the attempts; empty where no attempt would have helped */
    private void giveUp(Pending pending, String code, RuntimeException why, Optional<String> exhausted) {
        var delivery = pending.delivery();
        var deadLetters = delivery.deadLetterArn();
        if (deadLetters == null) {
            drop(pending, why);
            return;
        }
        var original = delivery.original();
        var body = original == null ? delivery.input() : original;
        var attributes = attributes(pending, code, why, exhausted);
        switch (Outcome.of(() -> destinations.send(deadLetters, body, attributes, null))) {
            case Outcome.Delivered delivered -> {
                statistics.deadLettered.increment();
                journal.finish(pending.entry());
                log.warn(
                        "An event of {} for {} is in {}: {}",
                        delivery.ruleArn(),
                        delivery.targetArn(),
                        deadLetters,
                        code);
            }
            case Outcome.Refused refused -> drop(pending, refused.why());
            case Outcome.Failed failed -> postpone(pending); // better late than lost
        }
    }

    private static Map<String, String> attributes(
            Pending pending, String code, RuntimeException why, Optional<String> exhausted) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("RULE_ARN", pending.delivery().ruleArn());
        attributes.put("TARGET_ARN", pending.delivery().targetArn());
        attributes.put("ERROR_CODE", code);
        attributes.put("ERROR_MESSAGE", message(why));
        exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
        attributes.put("RETRY_ATTEMPTS", Integer.toString(pending.entry().attempts()));
        return attributes;
    }

    private static String message(RuntimeException why) {
        var message = why.getMessage();
        return message == null || message.isBlank() ? why.toString() : message;
    }

    private void drop(Pending pending, RuntimeException why) {
        statistics.dropped.increment();
        journal.finish(pending.entry());
        log.error(
                "An event of {} for {} is lost: {}",
                pending.delivery().ruleArn(),
                pending.delivery().targetArn(),
                why.getMessage());
    }
}
