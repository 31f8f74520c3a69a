package dev.evenstep.cli;

import dev.evenstep.aws.deadletter.DeadLetter;
import dev.evenstep.aws.deadletter.DeadLetterQueue;
import dev.evenstep.demo.shop.DeployedShop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shop's dead-letter queues together. */
final class DeadLetterBoxes {

    /** @param function whose queue it is */
    record Found(String function, DeadLetter letter) {}

    private final DeployedShop shop;

    DeadLetterBoxes(DeployedShop shop) {
        this.shop = shop;
    }

    /** @param function null: all of them */
    List<Found> list(@Nullable String function) {
        List<Found> found = new ArrayList<>();
        for (String name : function == null ? shop.deadLetterQueues() : List.of(known(function))) {
            queue(name).list().forEach(letter -> found.add(new Found(name, letter)));
        }
        return found;
    }

    /** @param id the message's id, or the beginning of it if no other begins so */
    Found get(String id) {
        List<Found> matching = list(null).stream()
                .filter(found -> found.letter().messageId().startsWith(id))
                .toList();
        if (matching.size() != 1) {
            throw new IllegalArgumentException("%s messages begin with %s; ./evenstep dlq list shows what is there"
                    .formatted(matching.isEmpty() ? "No" : Integer.toString(matching.size()), id));
        }
        return matching.getFirst();
    }

    /** The queue that it goes back to. */
    String redrive(Found found) {
        if (!DeployedShop.CONSUMERS.contains(found.function())) {
            throw new IllegalArgumentException("Message " + found.letter().messageId() + " lies in the queue of "
                    + found.function() + ", which has no queue to send it back to; send its body with ./evenstep send");
        }
        String url = shop.queueUrl(found.function());
        queue(found.function()).redrive(found.letter(), url);
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private DeadLetterQueue queue(String function) {
        return new DeadLetterQueue(shop.clients().sqs(), shop.deadLetterQueueUrl(function));
    }

    private String known(String function) {
        if (!shop.deadLetterQueues().contains(function)) {
            throw new IllegalArgumentException(
                    "There is no dead-letter queue of " + function + "; there are those of " + shop.deadLetterQueues());
        }
        return function;
    }
}
