package dev.evenstep.aws.internal.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.evenstep.spi.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents of a request, in the three modes of its HTTP binding (1.0.2, 3): attributes in headers, one event in JSON, or an array
 * of them. A body without either is taken for an event in JSON, and refused by what it lacks.
 */
final class HttpDeliveries {

    private static final JsonFactory JSON = new JsonFactory();

    private HttpDeliveries() {}

    static List<Delivery> of(HttpRequest request) {
        String contentType = request.header("content-type");
        RecordBody body = request.isBase64()
                ? RecordBody.ofBase64(request.body())
                : new RecordBody(request.body() == null ? "" : request.body(), true);
        if (CloudEventHeaders.isBatch(contentType) && body.isText()) {
            return batch(request, body.text());
        }
        RecordBody event = CloudEventHeaders.enveloped(request.headers(), contentType, body);
        return List.of(delivery(request.id(), event));
    }

    private static Delivery delivery(String id, RecordBody body) {
        return new Delivery(id, body.text(), null, 1, null, body.marked(Map.of()));
    }

    private static List<Delivery> batch(HttpRequest request, String array) {
        List<String> events = elements(array);
        if (events == null) {
            return List.of(delivery(request.id(), new RecordBody(array, true)));
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            deliveries.add(delivery(request.id() + "/" + i, new RecordBody(events.get(i), true)));
        }
        return deliveries;
    }

    /** As they stand there, so that no number changes; null where it is no array. */
    private static @Nullable List<String> elements(String array) {
        byte[] bytes = array.getBytes(StandardCharsets.UTF_8);
        List<String> elements = new ArrayList<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                int from = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                // What is no object needs to be read whole before it is known where it ends.
                String unused = json.getText();
                int to = (int) json.currentLocation().getByteOffset();
                elements.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
            return json.nextToken() == null ? elements : null;
        } catch (IOException noJson) {
            return null;
        }
    }
}
