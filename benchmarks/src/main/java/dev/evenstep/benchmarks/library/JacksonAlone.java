package dev.evenstep.benchmarks.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What of the same work is Jackson's own: an event is parsed, since its type says its class, bound, and written again. */
final class JacksonAlone {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private record Placed(
            String specversion,
            String id,
            String source,
            String type,
            Instant time,
            String subject,
            String datacontenttype,
            int schemaversion,
            int entityversion,
            String correlationid,
            Reservations.OrderPlaced data) {}

    /** The event's text as it is written again. */
    String handle(String body) {
        try {
            var tree = mapper.readTree(body);
            return mapper.writeValueAsString(mapper.treeToValue(tree, Placed.class));
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
