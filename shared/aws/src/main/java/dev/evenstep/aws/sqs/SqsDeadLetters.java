package dev.evenstep.aws.sqs;

import dev.evenstep.batch.Delivery;
import dev.evenstep.deadletter.DeadLetters;
import dev.evenstep.decision.Decision.Poison;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A dead-letter queue on SQS. The body is kept as it came; message attributes say the rest: {@code evenstep-reason},
 * {@code evenstep-detail}, {@code evenstep-consumer}, {@code evenstep-attempts}, {@code evenstep-record} (the id that
 * the record had with its source), {@code evenstep-group} where it had one, and {@code evenstep-stack} where an exception
 * is behind it.
 *
 * <p>In a FIFO dead-letter queue every letter is a group of its own: letters of one group could not be looked at
 * together, since one that is being looked at blocks the rest of its group.
 */
public final class SqsDeadLetters implements DeadLetters {

    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_STACK = 4_000;

    /** Up to here, body and attributes fit 256 KiB, the smallest limit that a queue can be expected to have. */
    private static final int LARGEST_BODY_WITH_STACK = 240 * 1024;

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
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(delivery.body())
                .messageAttributes(attributes(consumer, delivery, poison));
        if (queueUrl.endsWith(".fifo")) {
            request.messageGroupId(delivery.id()).messageDeduplicationId(consumer + "-" + delivery.id());
        }
        sqs.get().sendMessage(request.build());
    }

    private static Map<String, MessageAttributeValue> attributes(String consumer, Delivery delivery, Poison poison) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("evenstep-reason", MessageAttributes.text(poison.reason().code()));
        attributes.put("evenstep-detail", text(poison.detail(), LONGEST_DETAIL));
        attributes.put("evenstep-consumer", MessageAttributes.text(consumer));
        attributes.put("evenstep-attempts", MessageAttributes.text(Integer.toString(delivery.attempt())));
        attributes.put("evenstep-record", text(delivery.id(), LONGEST_DETAIL));
        if (delivery.group() != null) {
            attributes.put("evenstep-group", text(delivery.group(), LONGEST_DETAIL));
        }
        if (poison.cause() != null && bytes(delivery.body()) <= LARGEST_BODY_WITH_STACK) {
            attributes.put("evenstep-stack", text(stack(poison.cause()), LONGEST_STACK));
        }
        return attributes;
    }

    private static MessageAttributeValue text(@Nullable String value, int longest) {
        String clean = UNACCEPTABLE.matcher(value == null ? "" : value).replaceAll("?");
        String shortened = clean.length() > longest ? clean.substring(0, longest) : clean;
        return MessageAttributes.text(shortened.isEmpty() ? "-" : shortened);
    }

    private static String stack(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static int bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }
}
