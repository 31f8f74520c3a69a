package dev.evenstep.aws.internal.source;

import dev.evenstep.spi.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The CloudEvents of a request, in the three modes of its HTTP binding (1.0.2, 3): attributes in headers, one event in JSON, or an array
 * of them. A body without either is taken for an event in JSON, and refused by what it lacks.
 */
final class HttpDeliveries {

    private HttpDeliveries() {}

    static List<Delivery> of(HttpRequest request) {
        String contentType = request.header("content-type");
        RecordBody body = request.isBase64()
                ? RecordBody.ofBase64(request.body())
                : RecordBody.ofText(request.body() == null ? "" : request.body());
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
        List<String> events = JsonSlices.elements(array.getBytes(StandardCharsets.UTF_8));
        if (events == null) {
            return List.of(delivery(request.id(), RecordBody.ofText(array)));
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            deliveries.add(delivery(request.id() + "/" + i, RecordBody.ofText(events.get(i))));
        }
        return deliveries;
    }
}
