package dev.evenstep.demo.command;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** How often track-order decided what, as its metric lines say. */
final class Decisions {

    private Decisions() {}

    /** But for wake-ups. Other tests' orders may still be on their way when one begins. */
    static Map<String, Long> whenQuiet(RunningShop shop) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .during(Duration.ofSeconds(1))
                .until(new Quiet(shop));
        Map<String, Long> decisions = since(Instant.EPOCH, shop);
        decisions.remove("woken-up");
        return decisions;
    }

    /** Whether nothing was decided since it was asked last. */
    private static final class Quiet implements Callable<Boolean> {

        private final RunningShop shop;
        private Map<String, Long> last = Map.of();

        private Quiet(RunningShop shop) {
            this.shop = shop;
        }

        @Override
        public Boolean call() {
            Map<String, Long> now = since(Instant.EPOCH, shop);
            boolean isQuiet = now.equals(last);
            last = now;
            return isQuiet;
        }
    }

    static Map<String, Long> since(Instant begin, RunningShop shop) {
        FilterLogEventsRequest request = FilterLogEventsRequest.builder()
                .logGroupName("/aws/lambda/running-track-order")
                .filterPattern("{ $.consumer = \"track-order\" }")
                .build();
        Map<String, Long> counts = new TreeMap<>();
        for (FilteredLogEvent line :
                shop.clients().logs().filterLogEventsPaginator(request).events()) {
            if (line.timestamp() >= begin.toEpochMilli()) {
                metrics(line.message()).forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        }
        return counts;
    }

    private static Map<String, Long> metrics(String line) {
        try {
            JsonNode json = new ObjectMapper().readTree(line);
            Map<String, Long> counts = new TreeMap<>();
            json.properties().stream()
                    .filter(property -> Decision.CODES.contains(property.getKey()))
                    .forEach(property ->
                            counts.put(property.getKey(), property.getValue().longValue()));
            return counts;
        } catch (JsonProcessingException failure) {
            throw new AssertionError(line, failure);
        }
    }

    /** What came since. */
    static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> difference = new TreeMap<>(after);
        before.forEach((name, count) -> difference.merge(name, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }
}
