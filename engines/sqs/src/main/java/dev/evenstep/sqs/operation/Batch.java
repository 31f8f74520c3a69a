package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Up to ten entries in one request, each with an outcome of its own.
 *
 * @param answer what became of them so far; a list is there only with something in it
 */
record Batch(List<RequestInput> entries, ObjectNode answer) {

    private static final int MOST = 10;
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,80}");

    /** @param operation what is done to each entry, such as {@code SendMessage} */
    static Batch of(RequestInput input, String operation) {
        var entries = input.entries("Entries");
        if (entries.isEmpty()) {
            throw SqsError.service(
                    "EmptyBatchRequest",
                    "There should be at least one %sBatchRequestEntry in the request.".formatted(operation));
        }
        if (entries.size() > MOST) {
            throw SqsError.service(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are %d. You have sent %d.".formatted(MOST, entries.size()));
        }
        Set<String> ids = new HashSet<>();
        for (RequestInput entry : entries) {
            var id = entry.text("Id").orElse("");
            if (!ID.matcher(id).matches()) {
                throw SqsError.service(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                + " It can be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw SqsError.service("BatchEntryIdsNotDistinct", "Id %s repeated.".formatted(id));
            }
        }
        return new Batch(entries, JsonTrees.object());
    }

    /** The results of those entries that are not refused, by id. */
    <T> Map<String, T> each(Function<RequestInput, T> work) {
        Map<String, T> results = new LinkedHashMap<>();
        for (RequestInput entry : entries) {
            var id = entry.required("Id");
            try {
                results.put(id, work.apply(entry));
            } catch (AwsException e) {
                answer.withArray("Failed")
                        .addObject()
                        .put("Id", id)
                        .put("SenderFault", e.status() < 500)
                        .put("Code", e.code())
                        .put("Message", e.getMessage());
            }
        }
        return results;
    }

    void done(String id, ObjectNode result) {
        answer.withArray("Successful").addObject().put("Id", id).setAll(result);
    }
}
