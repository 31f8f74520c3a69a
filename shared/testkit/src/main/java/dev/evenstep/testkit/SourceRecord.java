package dev.evenstep.testkit;

/**
 * A record that a fixture puts into its source's event.
 *
 * @param number tells it from the others, and is in its data as {@code number}
 * @param key records of one key have an order, where the source keeps any
 * @param kind what is the matter with it
 */
public record SourceRecord(int number, String key, Kind kind) {

    /** Beyond the limit of a body. */
    private static final int HUGE = 200 * 1024;

    /** Whether there is an event in it. */
    public enum Kind {
        PLAIN,
        HUGE,
        /** Its body can be read by nobody: broken where the source has an encoding, and else no JSON. */
        UNDECODABLE
    }

    public static SourceRecord plain(int number, String key) {
        return new SourceRecord(number, key, Kind.PLAIN);
    }

    /** Its event, as CloudEvents' JSON. */
    public String body() {
        return switch (kind) {
            case PLAIN, HUGE -> """
                    {"specversion":"1.0","id":"event-%d","source":"test","type":"Happened","time":"2026-11-21T08:00:00Z",
                     "data":%s}""".formatted(number, data());
            case UNDECODABLE -> "{\"specversion\":";
        };
    }

    /** Its event's data. */
    public String data() {
        return "{\"number\":%d,\"padding\":\"%s\"}".formatted(number, padding());
    }

    /** What makes it as large as it is to be. */
    public String padding() {
        return kind == Kind.HUGE ? "x".repeat(HUGE) : "";
    }
}
