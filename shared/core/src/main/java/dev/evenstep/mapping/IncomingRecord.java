package dev.evenstep.mapping;

import dev.evenstep.spi.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that is to become an event: its body, and what its source has beside it. */
public final class IncomingRecord {

    private final Delivery delivery;
    private final JsonFields body;
    private final ConnectJson json;

    IncomingRecord(Delivery delivery, JsonFields body, ConnectJson json) {
        this.delivery = delivery;
        this.body = body;
        this.json = json;
    }

    public JsonFields body() {
        return body;
    }

    /** What Kafka and Kinesis call key, without what Kafka Connect's converter puts around it; null where there is none. */
    public @Nullable String key() {
        return json.scalar(value(Delivery.KEY));
    }

    /** A header or a message attribute, by its name; null where there is none. */
    public @Nullable String header(String name) {
        return json.scalar(value(name));
    }

    private @Nullable String value(String name) {
        Delivery.Attribute attribute = delivery.attributes().get(name);
        return attribute == null || attribute.type().equals(Delivery.SYSTEM) ? null : attribute.value();
    }

    /** How its source calls it, however often it comes: {@code topic-partition@offset}, a message's id. One redriven to a FIFO queue has its first. */
    public String place() {
        String redriven = value(Delivery.REDRIVEN);
        return redriven == null ? delivery.id() : redriven;
    }

    /** When its source says that it was sent; null where it does not say. */
    public @Nullable Instant sentAt() {
        return delivery.sentAt();
    }
}
