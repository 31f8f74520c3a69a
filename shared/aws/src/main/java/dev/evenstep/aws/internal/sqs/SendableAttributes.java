package dev.evenstep.aws.internal.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * What SQS takes beside a body ("Amazon SQS message metadata", Amazon SQS developer guide): at most 10 attributes, names of letters,
 * digits, {@code _}, {@code -} and single dots, values that are not empty, and all of it within a message's size. Headers of brokers
 * know none of this.
 */
final class SendableAttributes {

    private static final Logger log = LoggerFactory.getLogger(SendableAttributes.class);

    private static final int MOST = 10;
    private static final int LARGEST_MESSAGE = 1024 * 1024;
    private static final int LONGEST_NAME = 256;

    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final Pattern DOTS = Pattern.compile("^\\.+|\\.+$|\\.(?=\\.)");

    /** What SQS does not take in a value. */
    private static final Pattern UNACCEPTABLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private SendableAttributes() {}

    /** A name that SQS takes, as like it as can be. */
    static String name(String header) {
        String clean =
                DOTS.matcher(NOT_IN_A_NAME.matcher(header).replaceAll("_")).replaceAll("");
        String lower = clean.toLowerCase(Locale.ROOT);
        String own = clean.isEmpty() || lower.startsWith("aws.") || lower.startsWith("amazon.") ? "_" + clean : clean;
        return own.length() > LONGEST_NAME ? own.substring(0, LONGEST_NAME) : own;
    }

    static String value(String header) {
        return UNACCEPTABLE.matcher(header).replaceAll("?");
    }

    /** Those for which there is room beside a body: ours first, then the shortest. */
    static Map<String, MessageAttributeValue> fitting(Map<String, MessageAttributeValue> all, String body, String id) {
        int room = LARGEST_MESSAGE - bytes(body);
        SequencedMap<String, MessageAttributeValue> fitting = new LinkedHashMap<>();
        for (Map.Entry<String, MessageAttributeValue> attribute : all.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, MessageAttributeValue> own) ->
                                own.getKey().startsWith("evenstep-") ? 0 : 1)
                        .thenComparingInt(own -> bytes(own.getKey(), own.getValue())))
                .toList()) {
            room -= bytes(attribute.getKey(), attribute.getValue());
            if (fitting.size() < MOST && room >= 0) {
                fitting.put(attribute.getKey(), attribute.getValue());
            } else {
                log.warn("Record {} is sent on without its attribute {}: SQS has no room", id, attribute.getKey());
            }
        }
        return fitting;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** As SQS counts: its name, its type and its value. */
    static int bytes(String name, MessageAttributeValue value) {
        int content = value.binaryValue() == null
                ? bytes(value.stringValue())
                : value.binaryValue().asByteArrayUnsafe().length;
        return bytes(name) + bytes(value.dataType()) + content;
    }
}
