package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.protocol.Page;
import dev.evenstep.sqs.attributes.Settings;
import dev.evenstep.sqs.queue.Queue;
import dev.evenstep.sqs.request.Input;
import dev.evenstep.sqs.request.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Queues that come and go, and are listed. */
final class QueueOperations {

    private static final int MOST = 1000;

    private final Context context;

    QueueOperations(Context context) {
        this.context = context;
    }

    Map<String, Function<Input, ObjectNode>> byName() {
        return Map.of(
                "CreateQueue", this::create,
                "DeleteQueue", input -> context.change(input, context.queues()::delete),
                "PurgeQueue", input -> context.change(input, Queue::purge),
                "GetQueueUrl", this::url,
                "ListQueues", this::list,
                "ListDeadLetterSourceQueues", this::sources);
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
}
