package dev.evenstep.cli.deadletter;

import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** One dead-letter queue: look at what lies there, and send it back to where it came from. */
public final class DeadLetterQueue {

    /** SQS's limit for one receive or batch, and for a message's attributes. */
    private static final int MOST = 10;

    /** Without waiting, SQS asks only some of its servers and may answer empty while letters are there. */
    private static final int WAIT_SECONDS = 1;

    /** Long enough to look through a full queue; what is only looked at is given back at once afterwards. */
    private static final int LOOKING_SECONDS = 60;

    /** Long enough to look for letters and to send some thousands of them back. */
    private static final int REDRIVING_SECONDS = 300;

    private static final String FIFO = ".fifo";

    private final SqsClient sqs;
    private final String url;

    public DeadLetterQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * Everything that lies there now, oldest first, left as it is; takes a second more than the queue has letters. Of
     * messages that SQS itself moved into a FIFO queue, at most the first ten of a group: SQS shows no more of a group
     * while some of it are looked at. Of a queue that takes more than a minute to look through, perhaps not all.
     */
    public List<DeadLetter> list() {
        Map<String, Message> held = new LinkedHashMap<>();
        try {
            hold(held, LOOKING_SECONDS, any -> false);
        } finally {
            giveBack(held.values());
        }
        return oldestFirst(held.values()).stream().map(DeadLetter::of).toList();
    }

    /**
     * Sends letters back to a queue, oldest first: their bodies and their own attributes untouched, without what was
     * noted about their failure; and removes them from here. Each is received anew and held while that happens, since a
     * FIFO queue takes no receipt handle that is over. A crash between sending and removing leaves a letter in both
     * places, which consumers absorb. To a FIFO queue, a letter takes along which record of its group it was ({@link
     * DeadLetterAttributes#REDRIVEN}), so that a group that stopped at it goes on.
     *
     * @param messageIds of the letters, as listed
     * @param redriven is told of each letter as soon as it is back
     * @return the ids of letters that are not there any more, or that somebody else is looking at
     */
    public Set<String> redrive(Set<String> messageIds, String queueUrl, Consumer<DeadLetter> redriven) {
        return redrive(messageIds, letter -> letter, queueUrl, redriven);
    }

    /**
     * Sends one letter back with another body, and everything else as {@link #redrive} does.
     *
     * @param body what the message should have said; for an event, with its own source and id
     * @return the letter as it went back; empty where it is not there any more, or somebody else is looking at it
     * @throws IllegalArgumentException when the body is empty, which SQS does not take
     */
    public Optional<DeadLetter> redriveCorrected(String messageId, String body, String queueUrl) {
        if (body.isEmpty()) {
            throw new IllegalArgumentException(
                    "The corrected body of " + messageId + " is empty, and SQS takes no empty message: give it one");
        }
        List<DeadLetter> back = new ArrayList<>();
        Set<String> unused = redrive(Set.of(messageId), letter -> letter.withBody(body), queueUrl, back::add);
        return back.stream().findFirst();
    }

    private Set<String> redrive(
            Set<String> messageIds,
            UnaryOperator<DeadLetter> correction,
            String queueUrl,
            Consumer<DeadLetter> redriven) {
        Set<String> left = new LinkedHashSet<>(messageIds);
        Map<String, Message> held = new LinkedHashMap<>();
        try {
            hold(held, REDRIVING_SECONDS, ids -> ids.containsAll(messageIds));
            for (Message message : oldestFirst(held.values())) {
                if (left.contains(message.messageId())) {
                    DeadLetter letter = correction.apply(DeadLetter.of(message));
                    move(letter, message.receiptHandle(), queueUrl);
                    held.remove(message.messageId());
                    left.remove(message.messageId());
                    redriven.accept(letter);
                }
            }
            return left;
        } finally {
            giveBack(held.values());
        }
    }

    private void move(DeadLetter letter, String receiptHandle, String queueUrl) {
        // Fails where the hold is over already, before anything is sent.
        sqs.changeMessageVisibility(
                change -> change.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(LOOKING_SECONDS));
        sqs.sendMessage(message(letter, queueUrl));
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receiptHandle));
    }

    private static SendMessageRequest message(DeadLetter letter, String queueUrl) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(letter.body())
                .messageAttributes(attributes(letter, queueUrl));
        String trace = letter.systemAttributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
        if (trace != null) {
            request.messageSystemAttributes(Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(trace)
                            .build()));
        }
        if (queueUrl.endsWith(FIFO)) {
            request.messageGroupId(letter.group().orElse(letter.messageId()))
                    .messageDeduplicationId(letter.messageId());
        } else {
            letter.group().ifPresent(request::messageGroupId);
        }
        return request.build();
    }

    /** Within SQS's limit of 10: beside the record that a stopped group needs, there is room for 9 of its own. */
    private static Map<String, MessageAttributeValue> attributes(DeadLetter letter, String queueUrl) {
        Map<String, MessageAttributeValue> attributes = letter.ownAttributes();
        if (queueUrl.endsWith(FIFO)) {
            letter.record().ifPresent(record -> {
                if (attributes.size() == MOST) {
                    attributes.remove(Collections.max(attributes.keySet()));
                }
                attributes.put(DeadLetterAttributes.REDRIVEN, record);
            });
        }
        return attributes;
    }

    /** Receives until nothing comes that is not held already, or enough is. What comes again has a newer handle. */
    private void hold(Map<String, Message> held, int seconds, Predicate<Set<String>> enough) {
        boolean news = true;
        while (news && !enough.test(held.keySet())) {
            news = false;
            for (Message message : receive(seconds)) {
                news |= held.put(message.messageId(), message) == null;
            }
        }
    }

    private List<Message> receive(int visibilitySeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MOST)
                        .visibilityTimeout(visibilitySeconds)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void giveBack(Collection<Message> messages) {
        List<Message> all = List.copyOf(messages);
        for (int from = 0; from < all.size(); from += MOST) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : all.subList(from, Math.min(all.size(), from + MOST))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("m" + entries.size())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0)
                        .build());
            }
            sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static List<Message> oldestFirst(Collection<Message> messages) {
        return messages.stream()
                .sorted(Comparator.comparing(message -> DeadLetter.of(message).sentAt()))
                .toList();
    }
}
