package dev.evenstep.checklist;

import java.util.Set;

/** What becomes of it when a rule is not kept, the worst first. */
public enum Harm {
    EVENTS(
            "events are lost, or take effect again",
            "mapping-reports-item-failures",
            "queue-hides-long-enough",
            "queue-has-dead-letters-of-its-kind",
            "queue-receives-often-enough",
            "rule-keeps-what-it-cannot-deliver",
            "rule-may-write-its-dead-letters",
            "queue-admits-its-rules",
            "dead-letters-are-kept-for-14-days",
            "stream-keeps-what-fails",
            "event-log-is-swept",
            "function-keeps-what-fails"),
    ACCESS(
            "strangers can read, send or delete",
            "bus-is-not-open",
            "url-asks-who-calls",
            "queue-admits-no-strangers",
            "queue-denies-plain-http",
            "role-has-no-wildcards",
            "role-has-no-managed-policies",
            "function-has-a-role-of-its-own",
            "dead-letters-are-of-known-queues",
            "queue-is-encrypted",
            "table-is-encrypted"),
    RECOVERY(
            "what was lost cannot be had back",
            "table-recovers-to-any-second",
            "table-is-protected-from-deletion",
            "table-outlives-its-stack",
            "bus-is-archived"),
    DELAY(
            "events wait, or one source takes what others need",
            "mapping-bounds-concurrency",
            "stream-halves-what-fails",
            "stream-bounds-retries",
            "stream-bounds-age",
            "event-log-gives-nothing-up",
            "event-log-hears-commits-alone",
            "event-log-sees-new-images",
            "event-log-is-caught-up",
            "function-bounds-attempts",
            "function-bounds-age",
            "rule-bounds-attempts",
            "rule-bounds-age",
            "function-is-called-by-its-alias",
            "function-starts-from-a-snapshot"),
    SILENCE(
            "nobody is told",
            "alarm-tells-somebody",
            "dead-letters-are-watched",
            "age-of-messages-is-watched",
            "errors-are-watched",
            "throttles-are-watched",
            "duration-is-watched",
            "concurrency-is-watched",
            "dropped-events-are-watched",
            "destinations-are-watched",
            "iterator-age-is-watched",
            "lag-is-watched",
            "failed-invocations-are-watched",
            "undelivered-events-are-watched",
            "lost-events-are-watched",
            "throttled-reads-are-watched",
            "throttled-writes-are-watched",
            "system-errors-are-watched",
            "alarm-is-not-raised-by-silence",
            "alarm-says-what-to-do",
            "service-has-a-dashboard",
            "function-is-traced",
            "function-logs-json"),
    COST(
            "it costs more than it need, or AWS chooses",
            "table-forgets-marks",
            "function-logs-to-a-group-that-ends",
            "table-is-paid-by-request",
            "function-runs-on-arm64",
            "function-runs-on-the-newest-java",
            "function-says-its-memory",
            "function-says-its-timeout",
            "mapping-says-its-batch-size",
            "mapping-says-its-window",
            "mapping-of-fifo-has-no-window",
            "stream-filters");

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that nobody can change.
    private final Set<String> rules;

    Harm(String words, String... rules) {
        this.words = words;
        this.rules = Set.of(rules);
    }

    /** Such as {@code nobody is told}. */
    public String inWords() {
        return words;
    }

    Set<String> rules() {
        return rules;
    }

    /** @throws IllegalArgumentException where there is no such rule */
    public static Harm of(String rule) {
        for (var harm : values()) {
            if (harm.rules.contains(rule)) {
                return harm;
            }
        }
        throw new IllegalArgumentException("no rule " + rule);
    }
}
