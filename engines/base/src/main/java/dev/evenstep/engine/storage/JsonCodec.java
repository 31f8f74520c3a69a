package dev.evenstep.engine.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Values, kept as JSON.
 *
 * @param size about how many bytes a value takes in memory
 */
public record JsonCodec<V>(Function<V, ObjectNode> writer, Function<ObjectNode, V> reader, ToIntFunction<V> size)
        implements Codec<V> {

    @Override
    public byte[] write(V value) {
        return JsonTrees.bytes(writer.apply(value));
    }

    @Override
    public V read(byte[] bytes) {
        try {
            return reader.apply((ObjectNode) JsonTrees.parse(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // written above
        }
    }

    @Override
    public int weight(V value) {
        return size.applyAsInt(value);
    }
}
