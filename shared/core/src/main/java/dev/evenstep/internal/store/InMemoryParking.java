package dev.evenstep.internal.store;

import dev.evenstep.internal.store.Commits.Commit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is parked in a store within this JVM; not safe for concurrent use by itself. */
final class InMemoryParking {

    private final Map<String, NavigableMap<String, ParkedEvent>> lines = new HashMap<>();
    private final InMemoryRecords records;

    InMemoryParking(InMemoryRecords records) {
        this.records = records;
    }

    Parking.ParkingOutcome park(ParkedEvent event, int known, int most) {
        RecordAddress address = event.condition().address();
        ParkedEvent there = line(address).get(event.place());
        if (there != null) {
            return new Parking.ParkingOutcome.PlaceTaken(there.event(), there.state());
        }
        IdempotencyRecord record = records.get(address);
        if (record.parked() >= most) {
            return new Parking.ParkingOutcome.Full();
        }
        boolean counted = known == 0 ? record.parked() == 0 : record.parked() > 0;
        if (event.condition().isReached(record) || !counted) {
            return new Parking.ParkingOutcome.Moved();
        }
        lines.computeIfAbsent(address.text(), any -> new TreeMap<>()).put(event.place(), event);
        records.count(address, record.parked() + 1);
        if (event.state() == ParkedEvent.State.HELD) {
            records.neverForget(address);
        }
        return new Parking.ParkingOutcome.Added(known == 0);
    }

    List<ParkedEvent> behind(RecordAddress address) {
        return List.copyOf(line(address).values());
    }

    void change(ParkedEvent event) {
        line(event.condition().address()).replace(event.place(), event);
    }

    void remove(ParkedEvent event) {
        RecordAddress address = event.condition().address();
        if (line(address).remove(event.place()) != null) {
            records.count(address, records.get(address).parked() - 1);
        }
    }

    /** The parked copy of a commit's own event goes with it; the record's count is the commit's. */
    void done(Commit commit) {
        if (commit.removing() != null) {
            line(commit.step().address()).remove(commit.removing());
        }
    }

    private NavigableMap<String, ParkedEvent> line(RecordAddress address) {
        return lines.getOrDefault(address.text(), new TreeMap<>());
    }
}
