package dev.evenstep.engine.storage;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Values, written by their codec. */
final class ValueType<V> extends BasicDataType<V> {

    private final Codec<V> codec;

    ValueType(Codec<V> codec) {
        this.codec = codec;
    }

    @Override
    public int getMemory(V value) {
        return codec.weight(value);
    }

    @Override
    public void write(WriteBuffer buffer, V value) {
        byte[] bytes = codec.write(value);
        buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public V read(ByteBuffer buffer) {
        var bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return codec.read(bytes);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V[] createStorage(int size) {
        return (V[]) new Object[size];
    }
}
