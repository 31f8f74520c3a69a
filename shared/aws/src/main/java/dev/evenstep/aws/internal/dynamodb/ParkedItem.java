package dev.evenstep.aws.internal.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A parked event as an item: {@code record} (text, the partition key: what it waits behind) and {@code place} (text, the
 * sort key: its turn); {@code consumer}, and {@code stream} or {@code source} and {@code eventId}, say the record in
 * parts; {@code body}, {@code delivery}, {@code group}, {@code attributes} are what its source delivered. It has no TTL:
 * what waits is not forgotten.
 */
public final class ParkedItem {

    public static final String RECORD = "record";
    public static final String PLACE = "place";
    public static final String CONSUMER = "consumer";
    public static final String STREAM = "stream";
    public static final String SOURCE = "source";
    public static final String EVENT_ID = "eventId";
    public static final String EVENT = "event";
    public static final String STATE = "state";
    public static final String REASON = "reason";
    public static final String ATTEMPTS = "attempts";
    public static final String SINCE = "since";
    public static final String UNTIL = "until";
    public static final String BODY = "body";
    public static final String QUEUE = "queue";
    public static final String AWAITS = "awaits";

    private static final String SENT = "sent";
    private static final String DELIVERY = "delivery";
    private static final String GROUP = "group";
    private static final String ATTRIBUTES = "attributes";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Delivery.Attribute>> ATTRIBUTE_MAP = new TypeReference<>() {};

    private ParkedItem() {}

    static Map<String, AttributeValue> key(RecordAddress address, String place) {
        return Map.of(RECORD, AttributeValue.fromS(address.text()), PLACE, AttributeValue.fromS(place));
    }

    static Map<String, AttributeValue> of(ParkedEvent event) {
        Delivery delivery = event.delivery();
        Map<String, AttributeValue> item = new HashMap<>(key(event.condition().address(), event.place()));
        address(event.condition().address()).forEach((name, value) -> put(item, name, value));
        put(item, EVENT, event.event());
        put(item, STATE, event.state().name());
        put(item, REASON, event.reason());
        put(item, BODY, delivery.body());
        put(item, DELIVERY, delivery.id());
        put(item, GROUP, delivery.group());
        put(item, QUEUE, delivery.system(Delivery.QUEUE));
        put(item, ATTRIBUTES, json(delivery.attributes()));
        item.put(AWAITS, AttributeValues.number(event.condition().number()));
        item.put(ATTEMPTS, AttributeValues.number(event.attempts()));
        item.put(SINCE, AttributeValues.number(event.since().toEpochMilli()));
        put(item, UNTIL, event.until());
        put(item, SENT, delivery.sentAt());
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable Instant moment) {
        if (moment != null) {
            item.put(name, AttributeValues.number(moment.toEpochMilli()));
        }
    }

    private static Map<String, String> address(RecordAddress address) {
        return switch (address) {
            case RecordAddress.OfEvent(var event) ->
                Map.of(CONSUMER, event.consumer(), SOURCE, event.source(), EVENT_ID, event.eventId());
            case RecordAddress.OfStream(var key) -> Map.of(CONSUMER, key.consumer(), STREAM, key.stream());
            case RecordAddress.OnItem(var key, var entity) -> Map.of(CONSUMER, key.consumer(), STREAM, key.stream());
        };
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null) {
            item.put(name, AttributeValue.fromS(value));
        }
    }

    /** @param address whose line it was read from */
    public static ParkedEvent read(RecordAddress address, Map<String, AttributeValue> item) {
        Delivery delivery = new Delivery(
                text(item, DELIVERY),
                text(item, BODY),
                optional(item, GROUP),
                1,
                moment(item, SENT),
                attributes(text(item, ATTRIBUTES)));
        return new ParkedEvent(
                new WaitCondition(address, number(item, AWAITS)),
                text(item, PLACE),
                text(item, EVENT),
                delivery,
                State.valueOf(text(item, STATE)),
                text(item, REASON),
                Math.toIntExact(number(item, ATTEMPTS)),
                Instant.ofEpochMilli(number(item, SINCE)),
                moment(item, UNTIL));
    }

    public static @Nullable Instant moment(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Instant.ofEpochMilli(number(item, name)) : null;
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        String value = optional(item, name);
        if (value == null) {
            throw new IllegalStateException("A parked event has no " + name + ": " + item.keySet());
        }
        return value;
    }

    public static @Nullable String optional(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("A parked event has no number " + name + ": " + item.keySet());
        }
        return Long.parseLong(value.n());
    }

    private static String json(Map<String, Delivery.Attribute> attributes) {
        try {
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, Delivery.Attribute> attributes(String json) {
        try {
            return JSON.readValue(json, ATTRIBUTE_MAP);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("A parked event's attributes cannot be read", broken);
        }
    }
}
