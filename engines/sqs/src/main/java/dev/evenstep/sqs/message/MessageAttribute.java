package dev.evenstep.sqs.message;

/**
 * An attribute that a sender gives a message.
 *
 * @param type {@code String}, {@code Number} or {@code Binary}, and a label behind a dot where there is one
 * @param value the text; of a binary one its base64
 */
public record MessageAttribute(String type, String value) {

    public boolean binary() {
        return type.startsWith("Binary");
    }
}
