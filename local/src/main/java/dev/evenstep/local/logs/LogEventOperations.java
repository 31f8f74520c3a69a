package dev.evenstep.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import dev.evenstep.local.logs.LogStore.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The API's operations on lines. A page ends at the limit or at one megabyte, as on AWS. Tokens name a place in the
 * order of time, so that lines that come or are dropped meanwhile disturb nobody.
 */
final class LogEventOperations {

    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_BYTES = 1 << 20;

    private final LogStore store;

    LogEventOperations(LogStore store) {
        this.store = store;
    }

    ObjectNode filter(RequestParameters request) {
        var group = GroupOperations.group(store, request);
        var pattern = FilterPattern.parse(request.text("filterPattern").orElse(""));
        var prefix = request.text("logStreamNamePrefix").orElse("");
        Set<String> streams = new HashSet<>(request.texts("logStreamNames"));
        var after = request.text("nextToken").map(LinePosition::read);
        Predicate<Line> wanted = within(request)
                .and(line -> streams.isEmpty() || streams.contains(line.stream()))
                .and(line -> line.stream().startsWith(prefix))
                .and(line -> after.isEmpty() || after.get().isBefore(line))
                .and(line -> pattern.test(line.message()));
        var found = group.find(wanted);
        int count = pageLength(found, limit(request));
        var answer = JsonTrees.object();
        var list = answer.putArray("events");
        for (Line line : found.subList(0, count)) {
            list.add(told(line).put("logStreamName", line.stream()).put("eventId", eventId(line)));
        }
        answer.putArray("searchedLogStreams");
        if (count < found.size()) {
            answer.put("nextToken", LinePosition.of(found.get(count - 1)).write());
        }
        return answer;
    }

    ObjectNode get(RequestParameters request) {
        var group = GroupOperations.group(store, request);
        var stream = request.requiredText("logStreamName");
        if (!group.hasStream(stream)) {
            throw new AwsException(400, "ResourceNotFoundException", "The specified log stream does not exist.");
        }
        var token = request.text("nextToken");
        var all = group.find(within(request).and(line -> line.stream().equals(stream)));
        boolean forward = token.map(text -> text.startsWith("f/")).orElseGet(() -> request.flag("startFromHead"));
        var place = token.map(text -> LinePosition.read(text.substring(Math.min(2, text.length()))));
        var page = forward ? after(all, place, limit(request)) : before(all, place, limit(request));
        var answer = JsonTrees.object();
        var list = answer.putArray("events");
        page.forEach(line -> list.add(told(line)));
        // at either end the token given comes back, which is how clients know that they are there
        var last = page.isEmpty() ? place : Optional.of(LinePosition.of(page.getLast()));
        var first = page.isEmpty() ? place : Optional.of(LinePosition.of(page.getFirst()));
        answer.put("nextForwardToken", "f/" + last.orElse(LinePosition.START).write());
        answer.put("nextBackwardToken", "b/" + first.orElse(LinePosition.START).write());
        return answer;
    }

    private static List<Line> after(List<Line> all, Optional<LinePosition> place, int limit) {
        var rest = all.stream()
                .filter(line -> place.isEmpty() || place.get().isBefore(line))
                .toList();
        return rest.subList(0, pageLength(rest, limit));
    }

    private static List<Line> before(List<Line> all, Optional<LinePosition> place, int limit) {
        var rest = all.stream()
                .filter(line -> place.isEmpty() || place.get().isAfter(line))
                .toList()
                .reversed();
        return rest.subList(0, pageLength(rest, limit)).reversed();
    }

    private static int pageLength(List<Line> lines, int limit) {
        int bytes = 0;
        int count = 0;
        while (count < lines.size() && count < limit && (count == 0 || bytes < MOST_BYTES)) {
            bytes += lines.get(count++).message().length();
        }
        return count;
    }

    private static Predicate<Line> within(RequestParameters request) {
        long from = request.number("startTime", 0, Long.MAX_VALUE).orElse(0L);
        long to = request.number("endTime", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        return line -> line.time().toEpochMilli() >= from && line.time().toEpochMilli() <= to;
    }

    private static int limit(RequestParameters request) {
        return request.number("limit", 1, MOST_EVENTS)
                .orElse((long) MOST_EVENTS)
                .intValue();
    }

    private static ObjectNode told(Line line) {
        return JsonTrees.object()
                .put("timestamp", line.time().toEpochMilli())
                .put("ingestionTime", line.ingested().toEpochMilli())
                .put("message", line.message());
    }

    private static String eventId(Line line) {
        return "%056d".formatted(line.id());
    }
}
