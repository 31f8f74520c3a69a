package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.Page;
import dev.evenstep.sqs.attributes.Permissions;
import dev.evenstep.sqs.attributes.QueueSettings;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.RequestInput;
import dev.evenstep.sqs.request.SqsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Queues: that they come and go, are listed, and what is said of them: attributes, permissions, tags. */
record QueueOperations(QueueContext context) {

    private static final int MOST = 1000;

    Map<String, Function<RequestInput, ObjectNode>> ofQueues() {
        return Map.of(
                "CreateQueue", this::create,
                "DeleteQueue", input -> context.change(input, context.queues()::delete),
                "PurgeQueue", input -> context.change(input, Queue::purge),
                "GetQueueUrl", this::url,
                "ListQueues", this::list,
                "ListDeadLetterSourceQueues", this::sources);
    }

    Map<String, Function<RequestInput, ObjectNode>> ofSettings() {
        return Map.of(
                "GetQueueAttributes", this::attributes,
                "SetQueueAttributes", this::setAttributes,
                "AddPermission", this::addPermission,
                "RemovePermission", this::removePermission,
                "TagQueue", input -> tag(input, tags -> tags.putAll(input.map("Tags"))),
                "UntagQueue", input -> tag(input, tags -> tags.keySet().removeAll(input.texts("TagKeys"))),
                "ListQueueTags", input -> answer("Tags", context.queue(input).tags()));
    }

    private ObjectNode create(RequestInput input) {
        var name = input.required("QueueName");
        var settings = QueueSettings.create(input.map("Attributes"));
        var tags = input.map("tags");
        return answer(context.machine().write(() -> context.queues().create(name, settings, tags)));
    }

    private ObjectNode url(RequestInput input) {
        var name = input.required("QueueName");
        var own = context.machine().account().id();
        if (!input.text("QueueOwnerAWSAccountId").orElse(own).equals(own)) {
            throw SqsError.noQueue();
        }
        return answer(context.queues().named(name));
    }

    private ObjectNode answer(Queue queue) {
        return JsonTrees.object().put("QueueUrl", context.url(queue));
    }

    private ObjectNode list(RequestInput input) {
        var prefix = input.text("QueueNamePrefix").orElse("");
        var page = page(input, context.queues().that(queue -> queue.name().startsWith(prefix)), "QueueUrls");
        return page.path("QueueUrls").isEmpty() ? JsonTrees.object() : page;
    }

    private ObjectNode sources(RequestInput input) {
        return page(input, context.queues().sourcesOf(context.queue(input)), "queueUrls");
    }

    /** Without {@code MaxResults} all come at once, as far as a page reaches. */
    private ObjectNode page(RequestInput input, List<Queue> queues, String name) {
        var limit = input.upTo("MaxResults", MOST);
        var page = Page.of(queues, limit.orElse(MOST), input.text("NextToken"));
        var answer = JsonTrees.object();
        var urls = answer.putArray(name);
        page.items().forEach(queue -> urls.add(context.url(queue)));
        if (limit.isPresent()) {
            page.addToken(answer, "NextToken");
        }
        return answer;
    }

    private ObjectNode attributes(RequestInput input) {
        var all = context.machine().write(() -> context.queue(input).attributes());
        return answer("Attributes", QueueSettings.select(all, input.texts("AttributeNames")));
    }

    private ObjectNode setAttributes(RequestInput input) {
        var given = input.map("Attributes");
        return context.change(input, queue -> queue.change(given));
    }

    private ObjectNode addPermission(RequestInput input) {
        var label = input.required("Label");
        var accounts = required(input, "AWSAccountIds");
        var actions = required(input, "Actions");
        return context.change(
                input, queue -> queue.change(Permissions.add(queue.settings(), queue.arn(), label, accounts, actions)));
    }

    private static List<String> required(RequestInput input, String name) {
        var texts = input.texts(name);
        if (texts.isEmpty()) {
            throw SqsError.missing(name);
        }
        return texts;
    }

    private ObjectNode removePermission(RequestInput input) {
        var label = input.required("Label");
        return context.change(input, queue -> queue.change(Permissions.remove(queue.settings(), queue.arn(), label)));
    }

    private ObjectNode tag(RequestInput input, Consumer<Map<String, String>> change) {
        return context.change(input, queue -> {
            Map<String, String> tags = new LinkedHashMap<>(queue.tags());
            change.accept(tags);
            queue.tag(tags);
        });
    }

    private static ObjectNode answer(String name, Map<String, String> map) {
        var answer = JsonTrees.object();
        if (!map.isEmpty()) {
            map.forEach(answer.putObject(name)::put);
        }
        return answer;
    }
}
