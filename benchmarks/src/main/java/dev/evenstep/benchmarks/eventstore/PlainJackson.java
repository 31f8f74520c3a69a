package dev.evenstep.benchmarks.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.evenstep.benchmarks.eventstore.Parcels.Scanned;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What of the same work is Jackson's own: an event is parsed to a tree, since its type says its class, and bound. */
final class PlainJackson {

    record StoredEvent(String source, String type, int schemaversion, Scanned data) {}

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final List<String> texts = new ArrayList<>();

    /** The texts of all events that these parcels have. */
    PlainJackson(Parcels parcels) throws JsonProcessingException {
        for (int event = 0; event < parcels.events(); event++) {
            Scanned data = Parcels.scanned(event / Parcels.EVENTS_OF_A_PARCEL, event % Parcels.EVENTS_OF_A_PARCEL);
            texts.add(mapper.writeValueAsString(new StoredEvent("parcels", "ParcelScanned", 1, data)));
        }
    }

    /** Reads all events, and adds up something of each, so that none can be left out. */
    long parseAndBind() {
        long sum = 0;
        try {
            for (String text : texts) {
                JsonNode tree = mapper.readTree(text);
                sum += mapper.treeToValue(tree, StoredEvent.class).data().grams();
            }
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sum;
    }

    /** The same without binding. */
    long parse() {
        long sum = 0;
        try {
            for (String text : texts) {
                sum += mapper.readTree(text).size();
            }
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sum;
    }
}
