package dev.evenstep.local.bus;

import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.bus.Deliverer.Pending;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.delivery.Destinations.UndeliverableException;
import dev.evenstep.local.journal.Journal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts to deliver, and what follows from each: done, tried again, or given up to the dead-letter queue. */
final class DeliveryAttempts {

    private final Logger log = LoggerFactory.getLogger(DeliveryAttempts.class);
    private final Journal journal;
    private final Destinations destinations;
    private final Statistics statistics;
    private final TimeSource time;
    private final DeliveryBackoff backoff;
    private final Consumer<Pending> again;

    DeliveryAttempts(
            Journal journal,
            Destinations destinations,
            Statistics statistics,
            TimeSource time,
            DeliveryBackoff backoff,
            Consumer<Pending> again) {
        this.journal = journal;
        this.destinations = destinations;
        this.statistics = statistics;
        this.time = time;
        this.backoff = backoff;
        this.again = again;
    }

    void make(Pending pending) {
        var delivery = pending.delivery();
        try {
            destinations.send(delivery.targetArn(), delivery.message());
        } catch (UndeliverableException e) {
            giveUp(pending, e.code(), e, Optional.empty());
            return;
        } catch (RuntimeException e) {
            retry(pending, e);
            return;
        }
        statistics.delivered.increment();
        journal.finish(pending.entry());
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
        try {
            destinations.send(deadLetters, body, attributes(pending, code, why, exhausted), null);
        } catch (UndeliverableException e) {
            drop(pending, e);
            return;
        } catch (RuntimeException e) {
            postpone(pending); // better late than lost
            return;
        }
        statistics.deadLettered.increment();
        journal.finish(pending.entry());
        log.warn("An event of {} for {} is in {}: {}", delivery.ruleArn(), delivery.targetArn(), deadLetters, code);
    }

    private static Map<String, String> attributes(
            Pending pending, String code, RuntimeException why, Optional<String> exhausted) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (pending.delivery().isNotification()) { // SNS's own words ("Amazon SNS dead-letter queues")
            attributes.put("RequestID", UUID.randomUUID().toString());
            attributes.put("ErrorCode", code);
            attributes.put("ErrorMessage", message(why));
            return attributes;
        }
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
