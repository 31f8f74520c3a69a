package dev.evenstep.demo.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.decision.Decision;
import dev.evenstep.demo.shop.DeployedShop;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;

/** The consumers' decisions, counted from the metric lines in their logs. Nothing is checked by them. */
final class DecisionCounts {

    private static final Logger log = LoggerFactory.getLogger(DecisionCounts.class);

    private final DeployedShop shop;
    private final ObjectMapper json = new ObjectMapper();

    DecisionCounts(DeployedShop shop) {
        this.shop = shop;
    }

    Map<String, Long> since(Instant begin) {
        Map<String, Long> counts = new TreeMap<>();
        Decision.CODES.forEach(code -> counts.put(code, 0L));
        for (String consumer : DeployedShop.CONSUMERS) {
            try {
                shop.clients()
                        .logs()
                        .filterLogEventsPaginator(metricLines(consumer, begin))
                        .events()
                        .forEach(event -> add(event.message(), counts));
            } catch (SdkException failure) {
                log.warn(
                        "The logs of {} cannot be read, so its decisions are not counted: {}",
                        consumer,
                        failure.toString());
            }
        }
        return counts;
    }

    private FilterLogEventsRequest metricLines(String consumer, Instant begin) {
        return FilterLogEventsRequest.builder()
                .logGroupName("/aws/lambda/" + shop.function(consumer))
                .filterPattern("\"CloudWatchMetrics\"")
                .startTime(begin.toEpochMilli())
                .build();
    }

    private void add(String line, Map<String, Long> counts) {
        try {
            JsonNode metrics = json.readTree(line);
            counts.replaceAll((code, count) -> count + metrics.path(code).asLong());
        } catch (JsonProcessingException other) {
            log.debug("A line that mentions metrics is none");
        }
    }
}
