package dev.evenstep.eventstore.internal;

import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.LogPosition;
import java.util.HashMap;
import java.util.Map;

/** Checkpoints by subscription. */
final class InMemoryCheckpoints implements Checkpoints {

    private final Map<String, LogPosition> positions = new HashMap<>();

    @Override
    public synchronized LogPosition read(String subscription) {
        return positions.getOrDefault(subscription, LogPosition.START);
    }

    @Override
    public synchronized boolean move(String subscription, int shard, long from, long to) {
        LogPosition position = read(subscription);
        if (position.of(shard) != from) {
            return false;
        }
        positions.put(subscription, position.with(shard, to));
        return true;
    }

    @Override
    public synchronized void forget(String subscription) {
        positions.remove(subscription);
    }
}
