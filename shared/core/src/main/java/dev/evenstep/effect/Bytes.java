package dev.evenstep.effect;

import java.util.Arrays;

/** Binary data as an attribute's value: DynamoDB's B. Never changes; equal where its bytes are. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy: what happens to the array later does not matter. */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** A copy. */
    public byte[] toArray() {
        return content.clone();
    }

    public int length() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Their number alone: content does not get into logs. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
