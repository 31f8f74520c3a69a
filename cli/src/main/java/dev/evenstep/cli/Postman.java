package dev.evenstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.demo.shop.DeployedShop;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Brings payloads to a queue or the bus. */
final class Postman {

    /** @param id of the message or of the bus's event */
    record Receipt(String to, String id) {}

    private final ObjectMapper json = new ObjectMapper();
    private final DeployedShop shop;

    Postman(DeployedShop shop) {
        this.shop = shop;
    }

    /** @param queue the function to whose queue it goes; null: where its path says */
    Receipt send(Payload payload, @Nullable String queue) {
        if (queue != null) {
            return toQueue(payload, queue);
        }
        if (payload.source().isEmpty()) {
            throw new IllegalArgumentException(payload.file()
                    + " is not under <source>/<type>/, so it is not known where to send it; name a --queue");
        }
        return payload.isCommand() ? toQueue(payload, "place-order") : toBus(payload);
    }

    private Receipt toQueue(Payload payload, String function) {
        String url = shop.queueUrl(function);
        String id = shop.clients()
                .sqs()
                .sendMessage(request -> {
                    request.queueUrl(url).messageBody(payload.body());
                    if (url.endsWith(".fifo")) {
                        request.messageGroupId(group(payload))
                                .messageDeduplicationId(UUID.randomUUID().toString());
                    }
                })
                .messageId();
        return new Receipt(url.substring(url.lastIndexOf('/') + 1), id);
    }

    private Receipt toBus(Payload payload) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(shop.bus())
                .source(payload.source())
                .detailType(payload.type())
                .detail(payload.body())
                .build();
        PutEventsResultEntry result = shop.clients()
                .eventBridge()
                .putEvents(request -> request.entries(entry))
                .entries()
                .getFirst();
        if (result.errorCode() != null) {
            throw new IllegalArgumentException(
                    "The bus refuses %s: %s: %s".formatted(payload.file(), result.errorCode(), result.errorMessage()));
        }
        return new Receipt(shop.bus(), result.eventId());
    }

    /** What a customer's commands keep their order by; a body that cannot be read is a group of its own. */
    private String group(Payload payload) {
        try {
            JsonNode body = json.readTree(payload.body());
            String group = body.path("partitionkey").asText(body.path("subject").asText(""));
            return group.isBlank() ? UUID.randomUUID().toString() : group;
        } catch (JsonProcessingException unreadable) {
            return UUID.randomUUID().toString();
        }
    }
}
