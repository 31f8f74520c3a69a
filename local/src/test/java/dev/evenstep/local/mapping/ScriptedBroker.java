package dev.evenstep.local.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.local.broker.BrokerReader;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A broker of one topic in this JVM, which hands out all that it has of a lane from where the lane is. */
final class ScriptedBroker implements Brokers {

    private final Map<String, List<BrokerRecord>> lanes = new TreeMap<>();
    private final Map<String, Integer> next = new TreeMap<>();
    private final Set<String> lost = new HashSet<>();

    /** How far each lane is done with. */
    final Map<String, Long> committed = new ConcurrentHashMap<>();

    synchronized ScriptedBroker has(String lane, Instant created, String... payloads) {
        List<BrokerRecord> records = lanes.computeIfAbsent(lane, any -> new ArrayList<>());
        for (String payload : payloads) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("offset", records.size());
            json.put("value", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)));
            records.add(new BrokerRecord(lane, records.size(), "value", json, created));
        }
        return this;
    }

    /** As if another member of the group had got it. */
    synchronized void takeAway(String lane) {
        lost.add(lane);
        next.remove(lane);
        lanes.remove(lane);
    }

    @Override
    public boolean serve(BrokerSpec source) {
        return source instanceof BrokerSpec.KafkaTopic;
    }

    @Override
    public BrokerReader open(MappingSpec mapping) {
        return new Reader();
    }

    private final class Reader implements BrokerReader {

        @Override
        public Fetched fetch(Duration wait, Set<String> held) {
            synchronized (ScriptedBroker.this) {
                List<BrokerRecord> fetched = new ArrayList<>();
                lanes.forEach((lane, records) -> {
                    int from = next.getOrDefault(lane, 0);
                    if (!held.contains(lane) && from < records.size()) {
                        fetched.addAll(records.subList(from, records.size()));
                        next.put(lane, records.size());
                    }
                });
                Fetched answer = new Fetched(fetched, lost);
                lost.clear();
                if (!fetched.isEmpty()) {
                    return answer;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            return new Fetched(List.of(), Set.of());
        }

        @Override
        public void done(List<BrokerRecord> records) {
            records.forEach(record -> committed.merge(record.lane(), record.position() + 1, Math::max));
        }

        @Override
        public void again(List<BrokerRecord> records) {
            synchronized (ScriptedBroker.this) {
                records.forEach(record -> next.merge(record.lane(), (int) record.position(), Math::min));
            }
        }

        @Override
        public ObjectNode event(List<BrokerRecord> records) {
            ObjectNode event = JsonNodeFactory.instance.objectNode().put("bootstrapServers", "here");
            ObjectNode partitions = event.putObject("records");
            records.forEach(record -> partitions.withArray(record.lane()).add(record.json()));
            return event;
        }

        @Override
        public void close() {}
    }
}
