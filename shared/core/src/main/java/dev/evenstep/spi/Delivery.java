package dev.evenstep.spi;

import dev.evenstep.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as its source delivered it, before anybody looked inside.
 *
 * @param id by which the source wants to hear of it: a message id, a sequence number
 * @param body text, as it came
 * @param group records of one group are handled in order, one at a time; null: the record has no order
 * @param attempt how often the source has delivered it, this time included, from 1
 * @param sentAt when the source says that it was sent; null where the source does not say
 * @param attributes what the source put beside the body, by name; it goes along when the record is sent on
 */
public record Delivery(
        String id,
        String body,
        @Nullable String group,
        int attempt,
        @Nullable Instant sentAt,
        Map<String, Attribute> attributes) {

    /** The type of an attribute that the source itself keeps with a record, beside the sender's. */
    public static final String SYSTEM = "System";

    /** The queue that a message came from, by its ARN. */
    public static final String QUEUE = "aws:QueueArn";

    /** A message's place in its FIFO queue: digits, larger for later ones. */
    public static final String SEQUENCE_NUMBER = "aws:SequenceNumber";

    /** The header by which X-Ray follows the record. */
    public static final String TRACE = "AWSTraceHeader";

    /** Says that the record was parked: its age is a time of waiting. */
    public static final String PARKED = "evenstep:Parked";

    /** Says that the body is no text: {@value #BASE64} of its bytes stands for it. */
    public static final String ENCODING = "evenstep:Encoding";

    /** The only encoding there is. */
    public static final String BASE64 = "base64";

    /** Says that a {@link RecordMapping} refused the record: the name of its {@link Reason}, a space, and why. */
    public static final String REFUSED = "evenstep:Refused";

    /** The attribute of a redriven dead letter: the id that its record had with its source before. */
    public static final String REDRIVEN = "evenstep-redriven";

    public Delivery {
        attributes = Map.copyOf(attributes);
    }

    /** A record with nothing beside its body, sent nobody knows when. */
    public Delivery(String id, String body, @Nullable String group, int attempt) {
        this(id, body, group, attempt, null, Map.of());
    }

    /** What the source keeps beside the record under a name; null where it keeps nothing. */
    public @Nullable String system(String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null || !attribute.type().equals(SYSTEM) ? null : attribute.value();
    }

    /** The same record, from where it was parked. */
    public Delivery fromParking(int number) {
        Map<String, Attribute> all = new HashMap<>(attributes);
        all.put(PARKED, new Attribute(SYSTEM, "true"));
        return new Delivery(id, body, group, number, sentAt, all);
    }

    /** The body as it came to the source: bytes of UTF-8, or those of which it has the Base64. */
    public byte[] content() {
        return BASE64.equals(system(ENCODING))
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    /** The same record with another body, which is text. */
    public Delivery withBody(String text) {
        Map<String, Attribute> all = new HashMap<>(attributes);
        all.remove(ENCODING);
        return new Delivery(id, text, group, attempt, sentAt, all);
    }

    /** The same record, which is to be dead-lettered as it is. */
    public Delivery refused(Reason reason, String why) {
        Map<String, Attribute> all = new HashMap<>(attributes);
        all.put(REFUSED, new Attribute(SYSTEM, reason.name() + " " + why));
        return new Delivery(id, body, group, attempt, sentAt, all);
    }

    /** The same record, at another attempt. */
    public Delivery atAttempt(int number) {
        return new Delivery(id, body, group, number, sentAt, attributes);
    }

    /**
     * @param type the source's own word for what it is, which only the source's adapter reads
     * @param value text; Base64 where the type is binary
     */
    public record Attribute(String type, String value) {}
}
