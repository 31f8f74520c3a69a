package dev.evenstep.engine.storage;

/** How values are written to disk and read back. In memory they are kept as they are, so they must be immutable. */
public interface Codec<V> {

    byte[] write(V value);

    V read(byte[] bytes);

    /** About how many bytes a value takes in memory, by which pages are split. */
    int weight(V value);
}
