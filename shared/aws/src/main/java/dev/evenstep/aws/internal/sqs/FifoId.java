package dev.evenstep.aws.internal.sqs;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** A record's id as a FIFO queue takes one: up to 128 letters, digits and marks ("SendMessage", Amazon SQS API reference). */
final class FifoId {

    private static final Pattern TAKEN = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private FifoId() {}

    static String of(String id) {
        return TAKEN.matcher(id).matches()
                ? id
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
