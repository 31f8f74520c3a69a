package dev.evenstep.local.logs;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.logs.LogStore.Line;
import java.time.DateTimeException;
import java.time.Instant;

/** A place in the order of lines: at a line's time and id. */
record LinePosition(Instant time, long id) {

    static final LinePosition START = new LinePosition(Instant.EPOCH, 0);

    static LinePosition of(Line line) {
        return new LinePosition(line.time(), line.id());
    }

    boolean isBefore(Line line) {
        int order = time.compareTo(line.time());
        return order < 0 || (order == 0 && id < line.id());
    }

    boolean isAfter(Line line) {
        int order = time.compareTo(line.time());
        return order > 0 || (order == 0 && id > line.id());
    }

    String write() {
        return id + "@" + time;
    }

    static LinePosition read(String token) {
        try {
            var parts = token.split("@", 2);
            if (parts.length == 2) {
                return new LinePosition(Instant.parse(parts[1]), Long.parseLong(parts[0]));
            }
        } catch (DateTimeException | NumberFormatException e) {
            // told below, as any other token that we never gave
        }
        throw new AwsException(400, "InvalidParameterException", "The specified nextToken is invalid.");
    }
}
