package dev.evenstep.cdk;

import java.util.Locale;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/** What an alarm tells, in a sentence, with the section of the runbook that says what to do. */
public enum AlarmKind {
    AGE("A message has waited for more than 5 minutes, 5 minutes long."),
    CONCURRENCY("The account's functions take most of its concurrency of 1,000."),
    DEAD_LETTERS("A dead-letter queue holds a message."),
    DEPENDENCY_FAILURES("Something that a consumer depends on failed in each of five minutes."),
    DESTINATION_FAILURES("Lambda could not put what failed into the dead-letter queue."),
    DURATION("The slowest of a hundred invocations came near the function's time-out, 5 minutes long."),
    ERRORS("A function failed in each of three minutes."),
    EVENTS_DROPPED("Lambda dropped an asynchronous event."),
    ITERATOR_AGE("A stream is read more than a minute late, 5 minutes long."),
    LAG("A reader of an event log is more than 5 minutes late."),
    OLDEST_UNPUBLISHED("An event has been in the outbox for more than 5 minutes."),
    POISON("A consumer dead-lettered an event."),
    RULE_DEAD_LETTERED("EventBridge put an event that it could not deliver into the rules' dead-letter queue."),
    RULE_FAILED("EventBridge gave up calling a rule's target."),
    RULE_LOST("EventBridge could neither deliver an event nor put it into the rules' dead-letter queue."),
    SCHEDULE_FAILED("EventBridge gave up calling a schedule's function."),
    SKIPPED("A consumer in order went on without what was missing."),
    SYSTEM_ERRORS("DynamoDB failed inside, in each of three minutes."),
    THROTTLED("A table's reads or writes were throttled in each of three minutes."),
    THROTTLES("A function was denied an invocation in each of three minutes.");

    private final String meaning;

    AlarmKind(String meaning) {
        this.meaning = meaning;
    }

    /** {@code dead-letters}: how alarms of this kind end, and the runbook's section is called. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of a function, queue, rule or table by its name; raised when the metric is above the limit for so many minutes on end. */
    public Alarms.Limit of(String name, IMetric metric, double limit, int minutes) {
        return new Alarms.Limit(name + "-" + suffix(), description(), metric, limit, minutes);
    }

    String description() {
        return meaning + " docs/runbook.md#" + suffix();
    }
}
