package dev.evenstep.local.bus;

import dev.evenstep.local.delivery.Destinations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Receivers in memory, with faults where a test wants them. */
final class TestDestinations implements Destinations {

    record Received(String arn, String body, Map<String, String> attributes) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Predicate<String>> faults = new ConcurrentHashMap<>();
    private final List<String> missing = new CopyOnWriteArrayList<>();
    private final List<String> attempted = new CopyOnWriteArrayList<>();

    /** Bodies for this receiver that the predicate takes fail, for the time being. */
    void failWhen(String arn, Predicate<String> body) {
        faults.put(arn, body);
    }

    void missing(String arn) {
        missing.add(arn);
    }

    @Override
    public void send(String arn, String body, Map<String, String> attributes, @Nullable String messageGroupId) {
        attempted.add(body);
        if (missing.contains(arn)) {
            throw new UndeliverableException("NO_RESOURCE", "There is no " + arn);
        }
        if (faults.getOrDefault(arn, any -> false).test(body)) {
            throw new IllegalStateException(arn + " is down");
        }
        received.add(new Received(arn, body, attributes));
    }

    List<String> bodies(String arn) {
        List<String> bodies = new ArrayList<>();
        for (Received one : received) {
            if (one.arn().equals(arn)) {
                bodies.add(one.body());
            }
        }
        return bodies;
    }

    List<Received> all() {
        return received;
    }

    long attempts(String body) {
        return attempted.stream().filter(body::equals).count();
    }
}
