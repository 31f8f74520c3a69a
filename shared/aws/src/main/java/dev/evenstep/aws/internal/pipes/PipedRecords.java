package dev.evenstep.aws.internal.pipes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.evenstep.aws.internal.source.JsonSlices;
import dev.evenstep.aws.internal.source.MessageNames;
import dev.evenstep.aws.internal.source.Numbered;
import dev.evenstep.aws.internal.source.RecordBody;
import dev.evenstep.aws.internal.source.WholeBatch;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.spi.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipe's batch: an array of records, each as its source has it, or as the pipe's input transformer or enrichment has made it. The pipe is
 * told every record that did not settle by its id at its source, {@code messageId} or {@code eventID}: "Amazon EventBridge Pipes batching
 * and concurrency", partial batch failure (Amazon EventBridge user guide), which has this for SQS, Kinesis and DynamoDB. Where one has no
 * such id, the invocation fails, and all come again.
 *
 * @param <E> what the adapter of the pipe's source takes
 */
final class PipedRecords<E> implements Source<byte[], byte[]> {

    /** Lambda's for a synchronous invocation, of which every character may be escaped. */
    private static final JsonText JSON = new JsonText(new Limits(8 * 1024 * 1024, 128));

    private static final JsonFactory ANSWER = new JsonFactory();

    private final PipeFormat<E> format;

    PipedRecords(PipeFormat<E> format) {
        this.format = format;
    }

    /** @param item by which the pipe is told of it; null: it cannot be */
    private record Part(
            Delivery delivery,
            @Nullable String item,
            @Nullable String identity) {}

    @Override
    public Redelivery redelivery() {
        return format.redelivery();
    }

    @Override
    public List<Delivery> deliveries(byte[] event) {
        return parts(event).stream().map(Part::delivery).toList();
    }

    @Override
    public Map<String, String> identities(byte[] event) {
        Map<String, String> identities = new HashMap<>();
        for (Part part : parts(event)) {
            if (part.identity() != null) {
                identities.put(part.delivery().id(), part.identity());
            }
        }
        return identities;
    }

    private List<Part> parts(byte[] event) {
        List<String> records = JsonSlices.elements(event);
        List<Part> parts = new ArrayList<>();
        Numbered names = new Numbered();
        for (String record : records == null ? List.of(new String(event, StandardCharsets.UTF_8)) : records) {
            add(parts, record, names);
        }
        return parts;
    }

    private void add(List<Part> parts, String text, Numbered names) {
        JsonNode record = parsed(text);
        String item = item(record);
        if (!format.eventSources().contains(record.path("eventSource").asText())) {
            parts.add(new Part(transformed(text, item, names), item, null));
            return;
        }
        E one = format.event(record);
        Map<String, String> identities = format.source().redelivery() == Redelivery.FROM_FIRST
                ? format.source().identities(one)
                : Map.of();
        for (Delivery delivery : format.source().deliveries(one)) {
            String name = names.name(delivery.id());
            boolean isFirst = name.equals(delivery.id());
            parts.add(new Part(
                    isFirst ? delivery : named(delivery, name), item, isFirst ? identities.get(delivery.id()) : null));
        }
    }

    /** What is no JSON that can be read is a text. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.parse(text);
        } catch (PermanentFailure unreadable) {
            return MissingNode.getInstance();
        }
    }

    /** In lower case too, as an extension of CloudEvents has it. */
    private @Nullable String item(JsonNode record) {
        String member = format.identifier();
        if (member == null) {
            return null;
        }
        String item = record.path(member)
                .asText(record.path(member.toLowerCase(Locale.ROOT)).asText());
        return item.isEmpty() ? null : item;
    }

    /** Its body is what the pipe made of the record, or the text that it made. */
    private static Delivery transformed(String text, @Nullable String item, Numbered names) {
        String made = JsonSlices.text(text);
        RecordBody body = RecordBody.ofText(made == null ? text : made);
        String name = names.name(item == null ? "piped/" + MessageNames.of(text) : item);
        return new Delivery(name, body.text(), null, 1, null, body.marked(Map.of()));
    }

    private static Delivery named(Delivery delivery, String name) {
        return new Delivery(
                name, delivery.body(), delivery.group(), delivery.attempt(), delivery.sentAt(), delivery.attributes());
    }

    @Override
    public byte[] answer(byte[] event, List<Outcome> outcomes) {
        Set<String> items = new LinkedHashSet<>();
        if (!outcomes.stream().allMatch(outcome -> outcome.decision().settled())) {
            Map<String, String> itemOf = new HashMap<>();
            for (Part part : parts(event)) {
                if (part.item() != null) {
                    itemOf.put(part.delivery().id(), part.item());
                }
            }
            for (Outcome outcome : outcomes) {
                if (!outcome.decision().settled()) {
                    String item = itemOf.get(outcome.delivery().id());
                    if (item == null) {
                        String unused = WholeBatch.settled(outcomes);
                    } else {
                        items.add(item);
                    }
                }
            }
        }
        return failures(items);
    }

    private static byte[] failures(Set<String> items) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (JsonGenerator json = ANSWER.createGenerator(answer)) {
            json.writeStartObject();
            json.writeArrayFieldStart("batchItemFailures");
            for (String item : items) {
                json.writeStartObject();
                json.writeStringField("itemIdentifier", item);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return answer.toByteArray();
    }
}
