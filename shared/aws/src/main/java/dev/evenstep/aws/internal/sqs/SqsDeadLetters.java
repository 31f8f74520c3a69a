package dev.evenstep.aws.internal.sqs;

import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.aws.internal.deadletter.EventHeaders;
import dev.evenstep.aws.internal.deadletter.PackedAttributes;
import dev.evenstep.aws.internal.deadletter.UserStackTrace;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.internal.event.EventHeader;
import dev.evenstep.spi.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A dead-letter queue on SQS. The body is kept as it came ({@code -} for an empty one, which SQS does not take); message
 * attributes say the rest: those of {@link DeadLetterAttributes}, and beside them the message's own. Of more than SQS's 10, some
 * are packed into one; what does not fit into SQS's 1 MiB, or into the 256 KiB of a queue that takes no more, is left out. Of a body that
 * alone is more, as other sources have it, the beginning is kept: the rest lies where {@code evenstep-record} says, if it is kept there.
 *
 * <p>In a FIFO dead-letter queue every letter is a group of its own: letters of one group could not be looked at
 * together, since one that is being looked at blocks the rest of its group.
 */
public final class SqsDeadLetters implements DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(SqsDeadLetters.class);

    /** All attempts together. A batch's deadline interrupts it earlier. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

    /** SQS's limit for body and attributes together. */
    private static final int LARGEST_MESSAGE = 1024 * 1024;

    /** What it was until 2025, and what a queue may still be set to. */
    private static final int SMALLER_MESSAGE = 256 * 1024;

    /** Room for a cut body's notes, which the record's source may have written much in. */
    private static final int LARGEST_NOTES = 32 * 1024;

    /** SQS takes no empty text. */
    private static final String EMPTY = "-";

    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_STACK = 4_000;

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;

    public SqsDeadLetters(Supplier<SqsClient> sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /** A queue that is set to less than SQS's most is sent less where it refuses what it is too much for. */
    @Override
    public void send(String consumer, Delivery whole, Poison poison) {
        Delivery delivery = LargeBody.cut(whole, LARGEST_MESSAGE, LARGEST_MESSAGE - LARGEST_NOTES);
        Map<String, MessageAttributeValue> attributes = attributes(consumer, delivery, poison, LARGEST_MESSAGE);
        try {
            send(consumer, delivery, attributes);
        } catch (SqsException refused) {
            Map<String, MessageAttributeValue> fewer = attributes(consumer, delivery, poison, SMALLER_MESSAGE);
            if (!isInvalid(refused) || fewer.equals(attributes)) {
                throw refused;
            }
            send(consumer, delivery, fewer);
        }
    }

    /** As SQS calls, among others, a message that is longer than its queue takes. */
    private static boolean isInvalid(SqsException refused) {
        return refused.awsErrorDetails() != null
                && refused.awsErrorDetails().errorCode().startsWith("InvalidParameterValue");
    }

    private void send(String consumer, Delivery delivery, Map<String, MessageAttributeValue> attributes) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(delivery.body().isEmpty() ? EMPTY : delivery.body())
                .messageAttributes(attributes)
                .messageSystemAttributes(SqsMessageAttributes.of(delivery).system())
                .overrideConfiguration(CallTimeout.within(LONGEST_CALL));
        if (queueUrl.endsWith(".fifo")) {
            request.messageGroupId(FifoId.of(delivery.id()))
                    .messageDeduplicationId(FifoId.of(consumer + "-" + delivery.id()));
        }
        sqs.get().sendMessage(request.build());
    }

    /** As many as there is room for: the message's own go before what only tells of the failure. */
    private static Map<String, MessageAttributeValue> attributes(
            String consumer, Delivery delivery, Poison poison, int largest) {
        SqsMessageAttributes attached = SqsMessageAttributes.of(delivery);
        SequencedMap<String, MessageAttributeValue> notes = notes(consumer, delivery, poison, attached);
        SequencedMap<String, MessageAttributeValue> own = new TreeMap<>(attached.own());
        own.keySet().removeAll(DeadLetterAttributes.ALL);
        own.remove(SqsMessageAttributes.FIRST_SENT); // Of no use to a redrive, whose age begins anew.
        int room = largest - bytes(delivery.body());
        Iterator<String> spared = dispensable(own).iterator();
        Map<String, MessageAttributeValue> fitting = PackedAttributes.fitting(notes, own);
        while (bytes(fitting) > room && spared.hasNext()) {
            String name = spared.next();
            notes.remove(name);
            if (own.remove(name) != null) {
                log.warn("Dead letter {} has no room for the attribute {}", delivery.id(), name);
            }
            fitting = PackedAttributes.fitting(notes, own);
        }
        return fitting;
    }

    /** In the order in which they are left out where there is no room: what a redrive needs comes last. */
    private static List<String> dispensable(Map<String, MessageAttributeValue> own) {
        List<String> names = new ArrayList<>(List.of(
                DeadLetterAttributes.STACK,
                DeadLetterAttributes.DETAIL,
                DeadLetterAttributes.DECISION,
                DeadLetterAttributes.CONSUMER,
                DeadLetterAttributes.ATTEMPTS,
                DeadLetterAttributes.SUBJECT,
                DeadLetterAttributes.TYPE,
                DeadLetterAttributes.EVENT));
        own.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        attribute -> -SendableAttributes.bytes(attribute.getKey(), attribute.getValue())))
                .map(Map.Entry::getKey)
                .forEach(names::add);
        names.addAll(List.of(DeadLetterAttributes.GROUP, DeadLetterAttributes.RECORD, DeadLetterAttributes.REASON));
        return names;
    }

    /** The most useful first: the last are packed, where SQS has no place for all. */
    private static SequencedMap<String, MessageAttributeValue> notes(
            String consumer, Delivery delivery, Poison poison, SqsMessageAttributes attached) {
        EventHeader event = EventHeaders.in(delivery.body());
        SequencedMap<String, MessageAttributeValue> notes = new LinkedHashMap<>();
        put(notes, DeadLetterAttributes.REASON, poison.reason().code());
        put(notes, DeadLetterAttributes.EVENT, event.id());
        put(notes, DeadLetterAttributes.TYPE, event.type());
        put(notes, DeadLetterAttributes.SUBJECT, event.subject());
        put(notes, DeadLetterAttributes.DETAIL, poison.detail());
        put(notes, DeadLetterAttributes.ATTEMPTS, Integer.toString(delivery.attempt()));
        if (poison.cause() != null) {
            notes.put(DeadLetterAttributes.STACK, text(UserStackTrace.of(poison.cause()), LONGEST_STACK));
        }
        put(notes, DeadLetterAttributes.CONSUMER, consumer);
        put(notes, DeadLetterAttributes.RECORD, delivery.id());
        put(notes, DeadLetterAttributes.GROUP, delivery.group() == null ? attached.group() : delivery.group());
        put(notes, DeadLetterAttributes.DECISION, poison.code());
        return notes;
    }

    private static void put(Map<String, MessageAttributeValue> notes, String name, @Nullable String value) {
        if (value != null) {
            notes.put(name, text(value, LONGEST_DETAIL));
        }
    }

    private static MessageAttributeValue text(String value, int longest) {
        String clean = SendableAttributes.value(value);
        String shortened = clean.length() > longest ? clean.substring(0, longest) : clean;
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(shortened.isEmpty() ? EMPTY : shortened)
                .build();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int bytes(Map<String, MessageAttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(attribute -> SendableAttributes.bytes(attribute.getKey(), attribute.getValue()))
                .sum();
    }
}
