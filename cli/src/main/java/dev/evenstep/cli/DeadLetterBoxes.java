package dev.evenstep.cli;

import dev.evenstep.aws.internal.deadletter.DeadLetter;
import dev.evenstep.aws.internal.deadletter.DeadLetterQueue;
import dev.evenstep.aws.internal.deadletter.DeadLetterQueues;
import dev.evenstep.demo.shop.DeployedShop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
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
        Map<String, DeadLetterQueue> queues = new LinkedHashMap<>();
        for (String name : function == null ? shop.deadLetterQueues() : List.of(known(function))) {
            queues.put(name, queue(name));
        }
        List<Found> found = new ArrayList<>();
        new DeadLetterQueues(queues)
                .list()
                .forEach((name, letters) -> letters.forEach(letter -> found.add(new Found(name, letter))));
        return found;
    }

    /** @param ids messages' ids, or beginnings of them if no other begins so */
    List<Found> get(List<String> ids) {
        List<Found> all = list(null);
        return ids.stream().map(id -> only(all, id)).toList();
    }

    private static Found only(List<Found> all, String id) {
        List<Found> matching = all.stream()
                .filter(found -> found.letter().messageId().startsWith(id))
                .toList();
        if (matching.size() != 1) {
            throw new IllegalArgumentException("%s messages begin with %s; ./evenstep dlq list shows what is there"
                    .formatted(matching.isEmpty() ? "No" : Integer.toString(matching.size()), id));
        }
        return matching.getFirst();
    }

    /**
     * Sends letters back to the queues that they came from, queue by queue.
     *
     * @param redriven is told of each letter and the name of the queue that it is back in
     * @return the ids of those that were not there any more
     */
    Set<String> redrive(List<Found> chosen, BiConsumer<DeadLetter, String> redriven) {
        Map<String, Set<String>> idsByFunction = new LinkedHashMap<>();
        for (Found found : chosen) {
            requireSource(found);
            idsByFunction
                    .computeIfAbsent(found.function(), any -> new LinkedHashSet<>())
                    .add(found.letter().messageId());
        }
        Set<String> missing = new LinkedHashSet<>();
        idsByFunction.forEach((function, ids) -> {
            String url = shop.queueUrl(function);
            missing.addAll(queue(function).redrive(ids, url, letter -> redriven.accept(letter, name(url))));
        });
        return missing;
    }

    /** The same for one letter, with another body than its own. */
    Set<String> redriveCorrected(Found chosen, String body, BiConsumer<DeadLetter, String> redriven) {
        requireSource(chosen);
        String url = shop.queueUrl(chosen.function());
        String id = chosen.letter().messageId();
        Optional<DeadLetter> back = queue(chosen.function()).redriveCorrected(id, body, url);
        back.ifPresent(letter -> redriven.accept(letter, name(url)));
        return back.isPresent() ? Set.of() : Set.of(id);
    }

    private static String name(String queueUrl) {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    private static void requireSource(Found found) {
        if (!DeployedShop.CONSUMERS.contains(found.function())) {
            throw new IllegalArgumentException("Message " + found.letter().messageId() + " lies in the queue of "
                    + found.function() + ", which has no queue to send it back to; send its body with ./evenstep send");
        }
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
