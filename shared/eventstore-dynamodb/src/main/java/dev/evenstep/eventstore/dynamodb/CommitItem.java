package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.internal.StreamCommit;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A commit: {@code stream} (text, the partition key), {@code commit} (number, the sort key), {@code from} and {@code to} (the
 * versions of its first and last event), {@code committed} (when, in epoch milliseconds) and {@code content} (text).
 */
final class CommitItem {

    static final String STREAM = "stream";
    static final String COMMIT = "commit";
    static final String CONTENT = "content";

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String COMMITTED = "committed";

    private CommitItem() {}

    static Map<String, AttributeValue> of(StreamCommit commit) {
        return Map.of(
                STREAM, AttributeValue.fromS(commit.stream()),
                COMMIT, number(commit.number()),
                FROM, number(commit.from()),
                TO, number(commit.to()),
                COMMITTED, number(commit.time().toEpochMilli()),
                CONTENT, AttributeValue.fromS(commit.content()));
    }

    static StreamCommit read(Map<String, AttributeValue> item) {
        return new StreamCommit(
                required(item, STREAM).s(),
                Integer.parseInt(required(item, COMMIT).n()),
                Integer.parseInt(required(item, FROM).n()),
                Integer.parseInt(required(item, TO).n()),
                Instant.ofEpochMilli(Long.parseLong(required(item, COMMITTED).n())),
                required(item, CONTENT).s());
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    static String stream(Map<String, AttributeValue> item) {
        return required(item, STREAM).s();
    }

    static long integer(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(required(item, name).n());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
