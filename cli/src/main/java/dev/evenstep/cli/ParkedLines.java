package dev.evenstep.cli;

import dev.evenstep.aws.internal.sqs.SqsWakeUps;
import dev.evenstep.internal.consume.WakeUp;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** What is parked in a table, line by line. */
final class ParkedLines {

    static final String LINE = "The entity, stream or message group; for what waits for one event, its source#id.";

    /** An event with what its source delivered. */
    record Whole(ParkedRow row, Delivery delivery) {}

    /**
     * What a release comes to.
     *
     * @param leavesOut in words; of a held event, which it is
     * @param letsGo what runs then, as far as it is known
     * @param stay how many events stay behind the next hole, or the next dead letter
     * @param queue by which the consumer was told
     */
    record Released(String leavesOut, List<ParkedRow> letsGo, int stay, String queue) {}

    private final DeployedStack stack;
    private final String table;
    private final ParkedEvents events;

    private ParkedLines(DeployedStack stack, String table) {
        this.stack = stack;
        this.table = table;
        this.events = new ParkedEvents(stack.clients().dynamoDb(), table);
    }

    /** @param chosen null: the only one */
    static ParkedLines of(DeployedStack stack, @Nullable String chosen) {
        return new ParkedLines(stack, stack.table("PARKED_TABLE", chosen));
    }

    /** @param consumer null: all of them */
    List<ParkedRow> list(@Nullable String consumer) {
        try {
            return events.list().stream()
                    .filter(row -> consumer == null || row.consumer().equals(consumer))
                    .toList();
        } catch (ResourceNotFoundException missing) {
            throw new IllegalStateException("The table " + table + " is gone: deploy the stack again", missing);
        }
    }

    List<Whole> whole(String consumer, String line) {
        List<ParkedRow> rows = rows(consumer, line);
        Map<String, ParkedEvent> byPlace = new HashMap<>();
        events.behind(rows.getFirst().condition().address()).forEach(event -> byPlace.put(event.place(), event));
        return rows.stream()
                .filter(row -> byPlace.containsKey(row.place()))
                .map(row -> new Whole(
                        row, Objects.requireNonNull(byPlace.get(row.place())).delivery()))
                .toList();
    }

    /**
     * @param task what the consumer shall do about the line: leave out what it waits for, or what a person decided of the
     *     event that is held there
     * @param queue its name; null: the one that the events came from
     */
    Released release(String consumer, String line, WakeUp.Task task, @Nullable String queue) {
        List<ParkedRow> rows = rows(consumer, line);
        ParkedRow first = rows.getFirst();
        if (first.isHeld() == (task == WakeUp.Task.LEAVE_OUT)) {
            throw new IllegalArgumentException(
                    first.isHeld()
                            ? "Nobody knows whether the call of " + first.event()
                                    + " was done: find out outside, then have it run again with --again, or dead-letter it with --fail"
                            : "No event is held in the line " + line + " of " + consumer
                                    + ", whose outcome --again or --fail could decide");
        }
        String url = stack.queueUrl(queue == null ? queueOf(rows, consumer, line) : queue);
        String name = DeployedStack.lastPart(url);
        Clock clock = Clock.systemUTC();
        SqsWakeUps wakeUps = new SqsWakeUps(() -> stack.clients().sqs(), url, clock);
        boolean unused = wakeUps.send(first.wakeUp(task, clock.instant()), new Delivery("release", "", null, 1));
        if (first.isHeld()) {
            return new Released(first.event(), List.of(), rows.size() - 1, name);
        }
        List<ParkedRow> letsGo = letGo(rows);
        int stay = rows.size() - letsGo.size() - (first.waits() ? 0 : 1);
        return new Released(leavesOut(first), letsGo, stay, name);
    }

    private List<ParkedRow> rows(String consumer, String line) {
        List<ParkedRow> rows =
                list(consumer).stream().filter(row -> row.line().equals(line)).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Nothing is parked for " + consumer + " in the line " + line
                    + "; ./evenstep parked list shows what is");
        }
        return rows;
    }

    private static String queueOf(List<ParkedRow> rows, String consumer, String line) {
        return rows.stream()
                .map(ParkedRow::queue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("What is parked for " + consumer + " in the line "
                        + line + " came from no queue: name one behind which " + consumer + " runs, with --queue"));
    }

    private static String leavesOut(ParkedRow first) {
        if (!first.waits()) {
            return "the dead letter " + first.event();
        }
        return first.isOfLine() && !first.isOfGroup() ? "what is missing before " + first.number() : first.waitsFor();
    }

    /** Up to the next dead letter, or hole in the stream's numbers; a group's numbers have holes of their own. */
    private static List<ParkedRow> letGo(List<ParkedRow> rows) {
        List<ParkedRow> run = new ArrayList<>();
        ParkedRow before = rows.getFirst();
        for (ParkedRow row : rows) {
            boolean isHead = row.equals(rows.getFirst());
            if (!isHead && (!row.waits() || isBehindHole(before, row))) {
                return run;
            }
            if (row.waits()) {
                run.add(row);
            }
            before = row;
        }
        return run;
    }

    private static boolean isBehindHole(ParkedRow before, ParkedRow row) {
        return row.isOfLine() && !row.isOfGroup() && Long.parseLong(row.number()) > Long.parseLong(before.number()) + 1;
    }
}
