package dev.evenstep.kinesis;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.time.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** An engine by a time that a test moves. In its JSON, {@code '} stands for {@code "}. */
final class KinesisFixture implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    final ManualTime time = new ManualTime(START);
    final Kinesis engine;

    KinesisFixture() {
        this(options -> options);
    }

    KinesisFixture(UnaryOperator<KinesisOptions> options) {
        engine = Kinesis.start(options.apply(KinesisOptions.defaults().withTime(time)));
    }

    KinesisFixture withStream(String name, int shards) {
        call("CreateStream", "{'StreamName':'%s','ShardCount':%d}".formatted(name, shards));
        return this;
    }

    /** The answer as it would be read from the wire. */
    ObjectNode call(String operation, String request) {
        return parse(JsonTrees.write(engine.call(operation, parse(request.replace('\'', '"')))));
    }

    /** Code and message of the error with which AWS refuses it. */
    String refusal(String operation, String request) {
        var error = Objects.requireNonNull(
                catchThrowableOfType(AwsException.class, () -> call(operation, request)), "not refused");
        return error.code() + ": " + error.getMessage();
    }

    ObjectNode put(String stream, String key, String data) {
        return call(
                "PutRecord",
                "{'StreamName':'%s','PartitionKey':'%s','Data':'%s'}".formatted(stream, key, base64(data)));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param more of the request, such as {@code ,'StartingSequenceNumber':'1'} */
    String iterator(String stream, int shard, String type, String more) {
        return call(
                        "GetShardIterator",
                        "{'StreamName':'%s','ShardId':'shardId-%012d','ShardIteratorType':'%s'%s}"
                                .formatted(stream, shard, type, more))
                .path("ShardIterator")
                .asText();
    }

    String iterator(String stream, int shard, String type) {
        return iterator(stream, shard, type, "");
    }

    ObjectNode read(String iterator) {
        return call("GetRecords", "{'ShardIterator':'%s'}".formatted(iterator));
    }

    /** The data of everything in a shard, from its beginning. */
    List<String> all(String stream, int shard) {
        return data(read(iterator(stream, shard, "TRIM_HORIZON")));
    }

    static List<String> data(JsonNode answer) {
        List<String> data = new ArrayList<>();
        answer.path("Records")
                .forEach(record -> data.add(new String(
                        Base64.getDecoder().decode(record.path("Data").asText()), StandardCharsets.UTF_8)));
        return data;
    }

    JsonNode shards(String stream) {
        return call("DescribeStream", "{'StreamName':'%s'}".formatted(stream))
                .path("StreamDescription")
                .path("Shards");
    }

    void advance(int seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JsonTrees.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
