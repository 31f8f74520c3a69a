package dev.evenstep.dynamodb.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.storage.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Keeps as JSON what is few and changes seldom. */
public record JsonCodec<V>(Function<V, JsonNode> to, Function<JsonNode, V> from) implements Codec<V> {

    private static final int WEIGHT = 2048;

    @Override
    public byte[] write(V value) {
        return Json.bytes(to.apply(value));
    }

    @Override
    public V read(byte[] bytes) {
        try {
            return from.apply(Json.parse(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int weight(V value) {
        return WEIGHT;
    }
}
