package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.sqs.attributes.Permissions;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is said of a queue: attributes, permissions, tags. */
final class SettingsOperations {

    private static final int MOST_TAGS = 50;

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
                "TagQueue", this::tag,
                "UntagQueue", this::untag,
                "ListQueueTags", this::tags);
    }

    private ObjectNode attributes(Input input) {
        var all = context.write(() -> context.queue(input).attributes());
        return answer("Attributes", Settings.select(all, input.texts("AttributeNames")));
    }

    private ObjectNode setAttributes(Input input) {
        var given = input.map("Attributes");
        context.run(() -> change(context.queue(input), given));
        return Json.object();
    }

    private void change(Queue queue, Map<String, String> given) {
        var changed = queue.settings().with(given);
        if (given.containsKey("RedrivePolicy")) {
            context.queues().checkRedrive(queue.name(), changed);
        }
        queue.change(changed);
    }

    private ObjectNode addPermission(Input input) {
        var label = input.required("Label");
        var accounts = required(input, "AWSAccountIds");
        var actions = required(input, "Actions");
        context.run(() -> {
            var queue = context.queue(input);
            change(queue, Permissions.add(queue.settings(), queue.arn(), label, accounts, actions));
        });
        return Json.object();
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
        context.run(() -> {
            var queue = context.queue(input);
            change(queue, Permissions.remove(queue.settings(), queue.arn(), label));
        });
        return Json.object();
    }

    private ObjectNode tag(Input input) {
        var added = input.map("Tags");
        context.run(() -> {
            var queue = context.queue(input);
            Map<String, String> tags = new LinkedHashMap<>(queue.tags());
            tags.putAll(added);
            if (tags.size() > MOST_TAGS) {
                throw Refusal.invalid("Too many tags added for queue %s.".formatted(queue.name()));
            }
            queue.tag(tags);
        });
        return Json.object();
    }

    private ObjectNode untag(Input input) {
        var removed = input.texts("TagKeys");
        context.run(() -> {
            var queue = context.queue(input);
            Map<String, String> tags = new LinkedHashMap<>(queue.tags());
            removed.forEach(tags::remove);
            queue.tag(tags);
        });
        return Json.object();
    }

    private ObjectNode tags(Input input) {
        return answer("Tags", context.queue(input).tags());
    }

    private static ObjectNode answer(String name, Map<String, String> map) {
        var answer = Json.object();
        if (!map.isEmpty()) {
            map.forEach(answer.putObject(name)::put);
        }
        return answer;
    }
}
