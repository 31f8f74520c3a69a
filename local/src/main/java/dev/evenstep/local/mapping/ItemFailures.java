package dev.evenstep.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records of a batch a function's answer names as failed, by the rules of Lambda's guide for
 * {@code ReportBatchItemFailures}: an empty or missing list is success; an answer that is no JSON, a wrong key, and an
 * identifier that is empty or not of this batch make the whole batch fail.
 */
final class ItemFailures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ItemFailures() {}

    /**
     * @param batch the identifiers of all records of the batch
     * @return those that failed; all of them where the answer breaks the rules
     */
    static Set<String> in(String answer, Set<String> batch) {
        JsonNode failures;
        try {
            failures = JSON.readTree(answer).path("batchItemFailures");
        } catch (JsonProcessingException malformed) {
            return batch;
        }
        if (failures.isMissingNode() || failures.isNull()) {
            return Set.of();
        }
        if (!failures.isArray()) {
            return batch;
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String identifier = identifier(failure.path("itemIdentifier"));
            if (!batch.contains(identifier)) {
                return batch;
            }
            failed.add(identifier);
        }
        return failed;
    }

    /** What a record of a topic is called here, whose identifier is an object of a partition and an offset. */
    static String ofTopic(String partition, long offset) {
        return partition + "@" + offset;
    }

    private static String identifier(JsonNode written) {
        JsonNode offset = written.path("offset");
        return written.isObject() && offset.canConvertToLong()
                ? ofTopic(written.path("partition").asText(), offset.asLong())
                : written.isTextual() ? written.asText() : "";
    }
}
