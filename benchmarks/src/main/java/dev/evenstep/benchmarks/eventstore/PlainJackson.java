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

    private static final int DIFFERENT = 1_000;

    record StoredEvent(String source, String type, int schemaversion, Scanned data) {}

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final List<String> texts = new ArrayList<>();

    PlainJackson() throws JsonProcessingException {
        for (int parcel = 0; parcel < DIFFERENT; parcel++) {
            Scanned data = Parcels.scanned(parcel, parcel % Parcels.EVENTS_OF_A_PARCEL);
            texts.add(mapper.writeValueAsString(new StoredEvent("parcels", "ParcelScanned", 1, data)));
        }
    }

    int bytes() {
        return texts.stream().mapToInt(String::length).sum() / texts.size();
    }

    /** Reads so many events, and adds up something of each, so that none can be left out. */
    long parseAndBind(int events) {
        long sum = 0;
        try {
            for (int i = 0; i < events; i++) {
                JsonNode tree = mapper.readTree(texts.get(i % DIFFERENT));
                sum += mapper.treeToValue(tree, StoredEvent.class).data().grams();
            }
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sum;
    }

    /** The same without binding. */
    long parse(int events) {
        long sum = 0;
        try {
            for (int i = 0; i < events; i++) {
                sum += mapper.readTree(texts.get(i % DIFFERENT)).size();
            }
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sum;
    }
}
