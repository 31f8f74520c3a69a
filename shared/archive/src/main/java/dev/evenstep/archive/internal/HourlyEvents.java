package dev.evenstep.archive.internal;

import dev.evenstep.archive.ArchivedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The events of a time, hour by hour: the shards of an hour beside one another, merged by place. */
final class HourlyEvents implements Iterator<ArchivedEvent> {

    /** As DynamoDB orders texts. */
    private static final Comparator<ArchivedEvent> BY_PLACE = (one, other) -> Arrays.compareUnsigned(
            one.position().getBytes(StandardCharsets.UTF_8), other.position().getBytes(StandardCharsets.UTF_8));

    private record Head(ArchivedEvent event, Iterator<ArchivedEvent> rest) {}

    private final Function<String, Iterator<ArchivedEvent>> ofBucket;
    private final Instant until;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::event, BY_PLACE));
    private Instant hour;

    /** @param ofBucket begins to read a bucket */
    HourlyEvents(Instant from, Instant until, Function<String, Iterator<ArchivedEvent>> ofBucket) {
        this.hour = from.truncatedTo(ChronoUnit.HOURS);
        this.until = until;
        this.ofBucket = ofBucket;
    }

    @Override
    public boolean hasNext() {
        while (heads.isEmpty() && hour.isBefore(until)) {
            Instant now = hour;
            List<Iterator<ArchivedEvent>> shards = IntStream.range(0, ArchiveItem.SHARDS)
                    .mapToObj(shard -> ofBucket.apply(ArchiveItem.bucket(now, shard)))
                    .toList();
            shards.forEach(this::add);
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        return !heads.isEmpty();
    }

    private void add(Iterator<ArchivedEvent> shard) {
        if (shard.hasNext()) {
            heads.add(new Head(shard.next(), shard));
        }
    }

    @Override
    public ArchivedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Head head = heads.remove();
        add(head.rest());
        return head.event();
    }
}
