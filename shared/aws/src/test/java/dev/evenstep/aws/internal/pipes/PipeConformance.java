package dev.evenstep.aws.internal.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A pipe's arrays, with records as "Amazon EventBridge Pipes sources" has them, and its answer. */
abstract class PipeConformance extends SourceConformance<byte[], byte[]> {

    /** The record as the pipe's source has it. */
    abstract String record(SourceRecord record);

    /** By which the pipe knows it. */
    abstract String item(SourceRecord record);

    @Override
    public byte[] event(List<SourceRecord> records) {
        return records.stream()
                .map(this::record)
                .collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Set<Integer> named(byte[] answer, List<SourceRecord> sent) {
        Set<String> items = new HashSet<>();
        for (JsonNode failure : json(answer).path("batchItemFailures")) {
            items.add(failure.path("itemIdentifier").textValue());
        }
        return sent.stream()
                .filter(record -> items.contains(item(record)))
                .map(SourceRecord::number)
                .collect(Collectors.toSet());
    }

    static JsonNode json(byte[] answer) {
        return new JsonText(Limits.defaults()).parse(new String(answer, StandardCharsets.UTF_8));
    }

    static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    static String base64(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE
                ? "*no base64*"
                : Base64.getEncoder().encodeToString(record.body().getBytes(StandardCharsets.UTF_8));
    }
}
