package dev.evenstep.engine.storage;

/** Values as the bytes that they are. */
final class RawCodec implements Codec<byte[]> {

    @Override
    public byte[] write(byte[] value) {
        return value;
    }

    @Override
    public byte[] read(byte[] bytes) {
        return bytes;
    }

    @Override
    public int weight(byte[] value) {
        return value.length;
    }
}
