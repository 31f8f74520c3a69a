package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.aws.internal.deadletter.DeadLetterAttributes;
import dev.evenstep.cli.deadletter.DeadLetter;

/** A dead letter for people and for programs. Its body is shown only when it alone is asked for. */
final class DeadLetterText {

    private DeadLetterText() {}

    static String line(StackDeadLetterQueues.Found found) {
        DeadLetter letter = found.letter();
        return "%-36s  %-15s  %-17s  %-36s  %s"
                .formatted(
                        letter.messageId(),
                        found.function(),
                        letter.reason(),
                        DeadLetteredEvent.of(letter).text(),
                        letter.detail());
    }

    static ObjectNode json(StackDeadLetterQueues.Found found) {
        DeadLetter letter = found.letter();
        DeadLetteredEvent event = DeadLetteredEvent.of(letter);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", letter.messageId())
                .put("function", found.function())
                .put("queue", found.box().queue())
                .put("reason", letter.reason())
                .put("detail", letter.detail())
                .put("decision", letter.attribute(DeadLetterAttributes.DECISION))
                .put("attempts", letter.attribute(DeadLetterAttributes.ATTEMPTS))
                .put("record", letter.attribute(DeadLetterAttributes.RECORD))
                .put("eventId", event.id())
                .put("type", event.type())
                .put("subject", event.subject());
    }

    static String whole(StackDeadLetterQueues.Found found) {
        DeadLetter letter = found.letter();
        StringBuilder text = new StringBuilder();
        append(text, "id", letter.messageId());
        append(text, "function", found.function());
        append(text, "queue", found.box().queue());
        append(text, "event", DeadLetteredEvent.of(letter).text());
        append(text, "reason", letter.reason());
        append(text, "detail", letter.detail());
        append(text, "attempts", letter.attribute(DeadLetterAttributes.ATTEMPTS));
        append(text, "record", letter.attribute(DeadLetterAttributes.RECORD));
        append(text, "stack", letter.attribute(DeadLetterAttributes.STACK));
        append(text, "body", letter.body());
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("%-9s %s%n".formatted(name, value.strip().replace("\n", "\n          ")));
        }
    }
}
