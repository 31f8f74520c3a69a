package dev.evenstep.aws.internal.dynamodb;

import java.util.List;
import java.util.Locale;

/** Telling a table with another key from a request that is itself invalid: DynamoDB has one code for both. */
public final class KeySchemas {

    /** Of DynamoDB's messages for items and keys that a table's key schema does not take. */
    private static final List<String> WORDS =
            List.of("key element does not match the schema", "missing the key", "type mismatch for key");

    private KeySchemas() {}

    /** @param message of a {@code ValidationException} */
    public static boolean isMismatch(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }
}
