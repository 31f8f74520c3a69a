package dev.evenstep.aws.internal.sqs;

import dev.evenstep.aws.internal.deadletter.LetterAttributes;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.internal.deadletter.DeadLetters;
import dev.evenstep.spi.Delivery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A dead-letter queue on SQS. The body is kept as it came ({@code -} for an empty one, which SQS does not take); message
 * attributes say the rest: those of {@link LetterAttributes}, and beside them the message's own as far as SQS's limits
 * allow (10 attributes; body and attributes together in 1 MiB).
 *
 * <p>In a FIFO dead-letter queue every letter is a group of its own: letters of one group could not be looked at
 * together, since one that is being looked at blocks the rest of its group.
 */
public final class SqsDeadLetters implements DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(SqsDeadLetters.class);

    /** All attempts together. A batch's deadline interrupts it earlier. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

    /** SQS's limit. */
    private static final int MOST_ATTRIBUTES = 10;

    private static final int LARGEST_MESSAGE = 1024 * 1024;

    /** SQS takes no empty text. */
    private static final String EMPTY = "-";

    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_STACK = 4_000;

    /** Up to here, there is room for our own attributes, the stack included. */
    private static final int LARGEST_BODY_WITH_STACK = 1008 * 1024;

    /** What SQS does not take in an attribute's value. */
    private static final Pattern UNACCEPTABLE = Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]");

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;

    public SqsDeadLetters(Supplier<SqsClient> sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(String consumer, Delivery delivery, Poison poison) {
        Attached attached = Attached.of(delivery);
        Map<String, MessageAttributeValue> attributes = notes(consumer, delivery, poison, attached);
        addOwn(attached, attributes, delivery);
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(delivery.body().isEmpty() ? EMPTY : delivery.body())
                .messageAttributes(attributes)
                .messageSystemAttributes(attached.system())
                .overrideConfiguration(CallTime.within(LONGEST_CALL));
        if (queueUrl.endsWith(".fifo")) {
            request.messageGroupId(delivery.id()).messageDeduplicationId(consumer + "-" + delivery.id());
        }
        sqs.get().sendMessage(request.build());
    }

    private static Map<String, MessageAttributeValue> notes(
            String consumer, Delivery delivery, Poison poison, Attached attached) {
        Map<String, MessageAttributeValue> notes = new LinkedHashMap<>();
        notes.put(LetterAttributes.REASON, text(poison.reason().code(), LONGEST_DETAIL));
        notes.put(LetterAttributes.DETAIL, text(poison.detail(), LONGEST_DETAIL));
        notes.put(LetterAttributes.CONSUMER, text(consumer, LONGEST_DETAIL));
        notes.put(LetterAttributes.ATTEMPTS, text(Integer.toString(delivery.attempt()), LONGEST_DETAIL));
        notes.put(LetterAttributes.RECORD, text(delivery.id(), LONGEST_DETAIL));
        String group = delivery.group() == null ? attached.group() : delivery.group();
        if (group != null) {
            notes.put(LetterAttributes.GROUP, text(group, LONGEST_DETAIL));
        }
        if (poison.cause() != null && bytes(delivery.body()) <= LARGEST_BODY_WITH_STACK) {
            notes.put(LetterAttributes.STACK, text(stack(poison.cause()), LONGEST_STACK));
        }
        return notes;
    }

    private static void addOwn(Attached attached, Map<String, MessageAttributeValue> attributes, Delivery delivery) {
        int room = LARGEST_MESSAGE - bytes(delivery.body());
        for (Map.Entry<String, MessageAttributeValue> note : attributes.entrySet()) {
            room -= bytes(note.getKey(), note.getValue());
        }
        for (Map.Entry<String, MessageAttributeValue> own : attached.own().entrySet()) {
            int size = bytes(own.getKey(), own.getValue());
            if (LetterAttributes.ALL.contains(own.getKey()) || own.getKey().equals(Attached.FIRST_SENT)) {
                continue; // Ours, and of no use to a redrive, whose age begins anew.
            }
            if (attributes.size() < MOST_ATTRIBUTES && size <= room) {
                attributes.put(own.getKey(), own.getValue());
                room -= size;
            } else {
                log.warn("Dead letter {} has no room for the attribute {}", delivery.id(), own.getKey());
            }
        }
    }

    private static MessageAttributeValue text(@Nullable String value, int longest) {
        String clean = UNACCEPTABLE.matcher(value == null ? "" : value).replaceAll("?");
        String shortened = clean.length() > longest ? clean.substring(0, longest) : clean;
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(shortened.isEmpty() ? EMPTY : shortened)
                .build();
    }

    private static String stack(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int bytes(String name, MessageAttributeValue value) {
        int content = value.binaryValue() == null
                ? bytes(value.stringValue())
                : value.binaryValue().asByteArrayUnsafe().length;
        return bytes(name) + bytes(value.dataType()) + content;
    }
}
