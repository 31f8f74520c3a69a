package dev.evenstep.brokers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.LongString;
import dev.evenstep.local.broker.BrokerRecord;
import dev.evenstep.local.stack.BrokerSpec;
import dev.evenstep.local.stack.MappingSpec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a queue as Lambda hands them to a function ("Using Lambda with Amazon MQ", AWS Lambda developer guide): the body in
 * Base64, a header's text as {@code {"bytes":[…]}}, times in words.
 *
 * @param lane what the queue is called in the event: {@code name::virtual host}
 */
record RabbitMqJson(String brokerArn, String lane) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    RabbitMqJson(MappingSpec mapping, BrokerSpec.RabbitMqQueue queue) {
        this(mapping.sourceArn(), queue.name() + "::" + queue.virtualHost());
    }

    BrokerRecord record(Delivery delivery) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("basicProperties", properties(delivery.getProperties(), delivery.getBody().length));
        json.put("redelivered", delivery.getEnvelope().isRedeliver());
        json.put("data", Base64.getEncoder().encodeToString(delivery.getBody()));
        return new BrokerRecord(lane, delivery.getEnvelope().getDeliveryTag(), "data", json, Instant.EPOCH);
    }

    private static ObjectNode properties(BasicProperties properties, int bodySize) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("contentType", properties.getContentType());
        json.put("contentEncoding", properties.getContentEncoding());
        json.set("headers", value(properties.getHeaders()));
        json.put("deliveryMode", properties.getDeliveryMode());
        json.put("priority", properties.getPriority());
        json.put("correlationId", properties.getCorrelationId());
        json.put("replyTo", properties.getReplyTo());
        json.put("expiration", properties.getExpiration());
        json.put("messageId", properties.getMessageId());
        json.set("timestamp", value(properties.getTimestamp()));
        json.put("type", properties.getType());
        json.put("userId", properties.getUserId());
        json.put("appId", properties.getAppId());
        json.put("clusterId", properties.getClusterId());
        json.put("bodySize", bodySize);
        return json;
    }

    /** Bytes as Java has them, from -128. */
    private static JsonNode value(@Nullable Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> json.nullNode();
            case Boolean flag -> json.booleanNode(flag);
            case BigDecimal number -> json.numberNode(number);
            case Double number -> json.numberNode(number);
            case Float number -> json.numberNode(number);
            case Number number -> json.numberNode(number.longValue());
            case Date time -> json.textNode(TIME.format(time.toInstant()));
            case LongString text -> bytes(text.getBytes());
            case byte[] bytes -> bytes(bytes);
            case List<?> values -> {
                ArrayNode array = json.arrayNode();
                values.forEach(one -> array.add(value(one)));
                yield array;
            }
            case Map<?, ?> values -> {
                ObjectNode object = json.objectNode();
                values.forEach((name, one) -> object.set(String.valueOf(name), value(one)));
                yield object;
            }
            default -> bytes(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static ObjectNode bytes(byte[] bytes) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        ArrayNode numbers = text.putArray("bytes");
        for (byte one : bytes) {
            numbers.add(one);
        }
        return text;
    }

    ObjectNode event(List<BrokerRecord> records) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("eventSource", "aws:rmq");
        event.put("eventSourceArn", brokerArn);
        ArrayNode messages = event.putObject("rmqMessagesByQueue").putArray(lane);
        records.forEach(record -> messages.add(record.json()));
        return event;
    }
}
