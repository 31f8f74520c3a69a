package dev.evenstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.cli.aws.AwsClients;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Brings payloads to their targets. */
record MessageSender(AwsClients clients) {

    /** @return the id of the message or of the bus's event; empty of an item */
    String send(Payload payload, SendTarget target) {
        return switch (target) {
            case SendTarget.Queue queue -> toQueue(payload, queue);
            case SendTarget.Bus bus -> toBus(payload, bus);
            case SendTarget.Table table -> toTable(payload, table);
        };
    }

    private String toQueue(Payload payload, SendTarget.Queue queue) {
        return clients.sqs()
                .sendMessage(request -> {
                    request.queueUrl(queue.url()).messageBody(payload.body());
                    if (queue.name().endsWith(".fifo")) {
                        request.messageGroupId(group(payload.json()))
                                .messageDeduplicationId(UUID.randomUUID().toString());
                    }
                })
                .messageId();
    }

    private String toBus(Payload payload, SendTarget.Bus bus) {
        if (payload.source().isEmpty()) {
            throw new IllegalArgumentException(payload.file()
                    + " says no source and type, so that no rule could tell what it is: send it to a queue"
                    + " with --to, or give it an envelope");
        }
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus.name())
                .source(payload.source())
                .detailType(payload.type())
                .detail(payload.body())
                .build();
        PutEventsResultEntry result = clients.eventBridge()
                .putEvents(request -> request.entries(entry))
                .entries()
                .getFirst();
        if (result.errorCode() != null) {
            throw new IllegalArgumentException(
                    "The bus refuses %s: %s: %s".formatted(payload.file(), result.errorCode(), result.errorMessage()));
        }
        return result.eventId();
    }

    private String toTable(Payload payload, SendTarget.Table table) {
        if (!payload.json().isObject()) {
            throw new IllegalArgumentException(payload.file() + " is no JSON object, and a table takes no other");
        }
        int unused = clients.dynamoDb()
                .putItem(request -> request.tableName(table.name()).item(ItemJson.item(payload.json())))
                .sdkHttpResponse()
                .statusCode();
        return "";
    }

    /** What an envelope's order is kept by; a body that has no such thing is a group of its own. */
    private static String group(JsonNode body) {
        String group = body.path("partitionkey").asText(body.path("subject").asText(""));
        return group.isBlank() ? UUID.randomUUID().toString() : group;
    }
}
