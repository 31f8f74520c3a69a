package dev.evenstep.dynamodb.value;

import java.util.Arrays;
import java.util.Base64;

/** Bytes that are a value: equal by content, in unsigned order. */
public final class ByteString implements Comparable<ByteString> {

    private final byte[] content;

    private ByteString(byte[] content) {
        this.content = content;
    }

    public static ByteString of(byte[] content) {
        return new ByteString(content.clone());
    }

    public byte[] toArray() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(content);
    }

    @Override
    public int compareTo(ByteString other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return base64();
    }
}
