package dev.evenstep.cli;

import dev.evenstep.cli.deadletter.DeadLetter;
import dev.evenstep.cli.deadletter.DeadLetterQueue;
import dev.evenstep.cli.deadletter.DeadLetterQueues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead-letter queues of a stack together. */
final class StackDeadLetterQueues {

    /** @param function whose queue it is, or the queue itself, as {@link StackDeadLetterQueue#owner} says */
    record Found(String function, StackDeadLetterQueue box, DeadLetter letter) {}

    private final DeployedStack stack;
    private final List<StackDeadLetterQueue> boxes;

    StackDeadLetterQueues(DeployedStack stack) {
        this.stack = stack;
        this.boxes = DeadLetterQueueFinder.find(stack);
    }

    /**
     * How many letters of each queue somebody else is looking at or sending back now, by the queue's name; queues of
     * which that is none are left out. To be asked before anything is listed, since who lists holds letters himself.
     *
     * @param text a queue or a function; null: all of them
     */
    Map<String, Integer> inFlight(@Nullable String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (StackDeadLetterQueue box : meant(text)) {
            QueueAttributeName held = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
            int count = Integer.parseInt(stack.clients()
                    .sqs()
                    .getQueueAttributes(request -> request.queueUrl(box.url()).attributeNames(held))
                    .attributes()
                    .getOrDefault(held, "0"));
            if (count > 0) {
                counts.put(box.queue(), count);
            }
        }
        return counts;
    }

    /** @param text a queue or a function; null: all of them */
    List<Found> list(@Nullable String text) {
        Map<String, StackDeadLetterQueue> byQueue = new LinkedHashMap<>();
        Map<String, DeadLetterQueue> queues = new LinkedHashMap<>();
        for (StackDeadLetterQueue box : meant(text)) {
            byQueue.put(box.queue(), box);
            queues.put(box.queue(), queue(box));
        }
        Map<String, List<DeadLetter>> letters = new DeadLetterQueues(queues).list();
        List<Found> found = new ArrayList<>();
        byQueue.forEach((name, box) -> letters.getOrDefault(name, List.of())
                .forEach(letter -> found.add(new Found(box.owner(stack.names()), box, letter))));
        return found;
    }

    private List<StackDeadLetterQueue> meant(@Nullable String text) {
        List<StackDeadLetterQueue> meant = boxes.stream()
                .filter(box -> text == null || box.isMeant(text, stack.names()))
                .toList();
        if (text == null || !meant.isEmpty()) {
            return meant;
        }
        throw new IllegalArgumentException("There is no dead-letter queue of " + text + "; there are those of "
                + boxes.stream().map(box -> box.owner(stack.names())).toList());
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
     * @param to a queue for all of them; null: each to its own
     * @param redriven is told of each letter and the name of the queue that it is back in
     * @return the ids of those that were not there any more
     */
    Set<String> redrive(List<Found> chosen, @Nullable String to, BiConsumer<DeadLetter, String> redriven) {
        record Way(StackDeadLetterQueue from, String url) {}
        Map<Way, Set<String>> ids = new LinkedHashMap<>();
        for (Found found : chosen) {
            ids.computeIfAbsent(new Way(found.box(), wayBack(found, to)), any -> new LinkedHashSet<>())
                    .add(found.letter().messageId());
        }
        Set<String> missing = new LinkedHashSet<>();
        ids.forEach((way, those) -> missing.addAll(queue(way.from())
                .redrive(those, way.url(), letter -> redriven.accept(letter, DeployedStack.lastPart(way.url())))));
        return missing;
    }

    /** The same for one letter, with another body than its own. */
    Set<String> redriveCorrected(
            Found chosen, String body, @Nullable String to, BiConsumer<DeadLetter, String> redriven) {
        String url = wayBack(chosen, to);
        String id = chosen.letter().messageId();
        Optional<DeadLetter> back = queue(chosen.box()).redriveCorrected(id, body, url);
        back.ifPresent(letter -> redriven.accept(letter, DeployedStack.lastPart(url)));
        return back.isPresent() ? Set.of() : Set.of(id);
    }

    /** The URL of the queue that a letter goes back to: SQS notes it where it moved the letter itself. */
    private String wayBack(Found found, @Nullable String to) {
        if (to != null) {
            return stack.queueUrl(to);
        }
        String source = found.letter().systemAttributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
        if (source != null) {
            return stack.queueUrl(source);
        }
        StackDeadLetterQueue box = found.box();
        if (box.sources().size() == 1) {
            return stack.queueUrl(box.sources().iterator().next());
        }
        String message = found.letter().messageId() + " lies in the queue of " + found.function();
        throw new IllegalArgumentException(
                box.sources().isEmpty()
                        ? "Message " + message
                                + ", which has no queue to send it back to; name one with --to, or send its body with ./evenstep send"
                        : "Message " + message + ", whose letters come from several queues; name one of "
                                + new TreeSet<>(box.sources()) + " with --to");
    }

    private DeadLetterQueue queue(StackDeadLetterQueue box) {
        return new DeadLetterQueue(stack.clients().sqs(), box.url());
    }
}
