package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.protocol.Page;
import dev.evenstep.sqs.attributes.Permissions;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Queues: that they come and go, are listed, and what is said of them: attributes, permissions, tags. */
record QueueOperations(Context context) {

    private static final int MOST = 1000;

    Map<String, Function<Input, ObjectNode>> ofQueues() {
        return Map.of(
                "CreateQueue", this::create,
                "DeleteQueue", input -> context.change(input, context.queues()::delete),
                "PurgeQueue", input -> context.change(input, Queue::purge),
                "GetQueueUrl", this::url,
                "ListQueues", this::list,
                "ListDeadLetterSourceQueues", this::sources);
    }

    Map<String, Function<Input, ObjectNode>> ofSettings() {
        return Map.of(
                "GetQueueAttributes", this::attributes,
                "SetQueueAttributes", this::setAttributes,
                "AddPermission", this::addPermission,
                "RemovePermission", this::removePermission,
                "TagQueue", input -> tag(input, tags -> tags.putAll(input.map("Tags"))),
                "UntagQueue", input -> tag(input, tags -> tags.keySet().removeAll(input.texts("TagKeys"))),
                "ListQueueTags", input -> answer("Tags", context.queue(input).tags()));
    }

    private ObjectNode create(Input input) {
        var name = input.required("QueueName");
        var settings = Settings.create(input.map("Attributes"));
        var tags = input.map("tags");
        return answer(context.machine().write(() -> context.queues().create(name, settings, tags)));
    }

    private ObjectNode url(Input input) {
        var name = input.required("QueueName");
        var own = context.machine().account().id();
        if (!input.text("QueueOwnerAWSAccountId").orElse(own).equals(own)) {
            throw Refusal.noQueue();
        }
        return answer(context.queues().named(name));
    }

    private ObjectNode answer(Queue queue) {
        return Json.object().put("QueueUrl", context.url(queue));
    }

    private ObjectNode list(Input input) {
        var prefix = input.text("QueueNamePrefix").orElse("");
        var page = page(input, context.queues().that(queue -> queue.name().startsWith(prefix)), "QueueUrls");
        return page.path("QueueUrls").isEmpty() ? Json.object() : page;
    }

    private ObjectNode sources(Input input) {
        return page(input, context.queues().sourcesOf(context.queue(input)), "queueUrls");
    }

    /** Without {@code MaxResults} all come at once, as far as a page reaches. */
    private ObjectNode page(Input input, List<Queue> queues, String name) {
        var limit = input.upTo("MaxResults", MOST);
        var page = Page.of(queues, limit.orElse(MOST), input.text("NextToken"));
        var answer = Json.object();
        var urls = answer.putArray(name);
        page.items().forEach(queue -> urls.add(context.url(queue)));
        if (limit.isPresent()) {
            page.addToken(answer, "NextToken");
        }
        return answer;
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
