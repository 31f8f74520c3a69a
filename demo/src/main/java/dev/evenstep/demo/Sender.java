package dev.evenstep.demo;

import dev.evenstep.demo.load.Sending;
import dev.evenstep.demo.shop.DeployedShop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends messages in their order, as many in one request as AWS takes. */
final class Sender {

    private static final int MOST = 10;

    /** What one batch may weigh: SQS's and EventBridge's 256 KB, with room for what is not the body. */
    private static final int MOST_CHARACTERS = 220 * 1024;

    private final DeployedShop shop;

    Sender(DeployedShop shop) {
        this.shop = shop;
    }

    /** @param sent told after each request how many messages are sent */
    void send(List<Sending> sendings, IntConsumer sent) {
        int at = 0;
        while (at < sendings.size()) {
            List<Sending> batch = batch(sendings.subList(at, sendings.size()));
            if (batch.getFirst() instanceof Sending.Command) {
                sendCommands(batch);
            } else {
                putEvents(batch);
            }
            at += batch.size();
            sent.accept(at);
        }
    }

    /** The longest head of the list that one request takes: of one kind, and not too much. */
    private static List<Sending> batch(List<Sending> sendings) {
        List<Sending> batch = new ArrayList<>();
        int characters = 0;
        for (Sending sending : sendings) {
            characters += text(sending).length();
            boolean fits = batch.isEmpty()
                    || (batch.size() < MOST
                            && characters <= MOST_CHARACTERS
                            && sending.getClass() == batch.getFirst().getClass());
            if (!fits) {
                break;
            }
            batch.add(sending);
        }
        return batch;
    }

    private static String text(Sending sending) {
        return switch (sending) {
            case Sending.Command command -> command.body();
            case Sending.BusEvent event -> event.detail();
        };
    }

    private void sendCommands(List<Sending> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Sending sending : batch) {
            if (sending instanceof Sending.Command(String body, String group, String deduplicationId)) {
                entries.add(SendMessageBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(deduplicationId)
                        .build());
            }
        }
        SendMessageBatchResponse response = shop.clients()
                .sqs()
                .sendMessageBatch(request ->
                        request.queueUrl(shop.queueUrl("place-order")).entries(entries));
        if (response.hasFailed() && !response.failed().isEmpty()) {
            throw new IllegalStateException(
                    "The order queue refused a message: " + response.failed().getFirst());
        }
    }

    private void putEvents(List<Sending> batch) {
        List<PutEventsRequestEntry> entries = new ArrayList<>();
        for (Sending sending : batch) {
            if (sending instanceof Sending.BusEvent(String source, String type, String detail)) {
                entries.add(PutEventsRequestEntry.builder()
                        .eventBusName(shop.bus())
                        .source(source)
                        .detailType(type)
                        .detail(detail)
                        .build());
            }
        }
        for (PutEventsResultEntry result : shop.clients()
                .eventBridge()
                .putEvents(request -> request.entries(entries))
                .entries()) {
            if (result.errorCode() != null) {
                throw new IllegalStateException("The bus refused an event: " + result);
            }
        }
    }
}
