package dev.evenstep.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.demo.shop.DeployedShop;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Sends events again that Lambda gave up for the audit function, as a person does who looks at its dead letters. That
 * function has Powertools' idempotency alone, and Lambda tries an event three times, whatever was away meanwhile.
 */
final class AuditReplay {

    private static final int MOST = 10;

    private final DeployedShop shop;
    private final Sender sender;
    private final String deadLetters;
    private final ObjectMapper json = new ObjectMapper();
    private int sent;

    AuditReplay(DeployedShop shop, Sender sender) {
        this.shop = shop;
        this.sender = sender;
        this.deadLetters = shop.deadLetterQueueUrl("audit-events");
    }

    /** How many events were sent again so far. */
    int sent() {
        return sent;
    }

    void sendWhatWasGivenUp() {
        for (Message letter : shop.clients()
                .sqs()
                .receiveMessage(request -> request.queueUrl(deadLetters).maxNumberOfMessages(MOST))
                .messages()) {
            JsonNode event = event(letter);
            sender.send(
                    List.of(new Sending.BusEvent(
                            event.path("source").asText(),
                            event.path("detail-type").asText(),
                            event.path("detail").toString())),
                    count -> sent += count);
            shop.clients()
                    .sqs()
                    .deleteMessage(request -> request.queueUrl(deadLetters).receiptHandle(letter.receiptHandle()));
        }
    }

    private JsonNode event(Message letter) {
        try {
            return json.readTree(letter.body()).path("requestPayload");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A dead letter of the audit function is no JSON", broken);
        }
    }
}
