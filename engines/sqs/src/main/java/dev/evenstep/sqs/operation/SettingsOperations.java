package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.attributes.Permissions;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is said of a queue: attributes, permissions, tags. */
final class SettingsOperations {

    private final Context context;

    SettingsOperations(Context context) {
        this.context = context;
    }

    Map<String, Function<Input, ObjectNode>> byName() {
        return Map.of(
                "GetQueueAttributes", this::attributes,
                "SetQueueAttributes", this::setAttributes,
                "AddPermission", this::addPermission,
                "RemovePermission", this::removePermission,
                "TagQueue", input -> tag(input, tags -> tags.putAll(input.map("Tags"))),
                "UntagQueue", input -> tag(input, tags -> tags.keySet().removeAll(input.texts("TagKeys"))),
                "ListQueueTags", input -> answer("Tags", context.queue(input).tags()));
    }

    private ObjectNode attributes(Input input) {
        var all = context.machine().write(() -> context.queue(input).attributes());
        return answer("Attributes", Settings.select(all, input.texts("AttributeNames")));
    }

    private ObjectNode setAttributes(Input input) {
        var given = input.map("Attributes");
        return context.change(input, queue -> queue.change(given));
    }

    private ObjectNode addPermission(Input input) {
        var label = input.required("Label");
        var accounts = required(input, "AWSAccountIds");
        var actions = required(input, "Actions");
        return context.change(
                input, queue -> queue.change(Permissions.add(queue.settings(), queue.arn(), label, accounts, actions)));
    }

    private static List<String> required(Input input, String name) {
        var texts = input.texts(name);
        if (texts.isEmpty()) {
            throw Refusal.missing(name);
        }
        return texts;
    }

    private ObjectNode removePermission(Input input) {
        var label = input.required("Label");
        return context.change(input, queue -> queue.change(Permissions.remove(queue.settings(), queue.arn(), label)));
    }

    private ObjectNode tag(Input input, Consumer<Map<String, String>> change) {
        return context.change(input, queue -> {
            Map<String, String> tags = new LinkedHashMap<>(queue.tags());
            change.accept(tags);
            queue.tag(tags);
        });
    }

    private static ObjectNode answer(String name, Map<String, String> map) {
        var answer = Json.object();
        if (!map.isEmpty()) {
            map.forEach(answer.putObject(name)::put);
        }
        return answer;
    }
}
