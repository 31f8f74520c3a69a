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
                "DeleteQueue", this::delete,
                "PurgeQueue", this::purge,
                "GetQueueUrl", this::url,
                "ListQueues", this::list,
                "ListDeadLetterSourceQueues", this::sources);
    }

    private ObjectNode create(Input input) {
        var name = input.required("QueueName");
        var settings = Settings.create(input.map("Attributes"));
        var tags = input.map("tags");
        var queue = context.write(() -> context.queues().create(name, settings, tags));
        return Json.object().put("QueueUrl", context.url(queue));
    }

    private ObjectNode delete(Input input) {
        context.run(() -> context.queues().delete(context.queue(input)));
        return Json.object();
    }

    private ObjectNode purge(Input input) {
        context.run(() -> context.queue(input).purge());
        return Json.object();
    }

    private ObjectNode url(Input input) {
        var name = input.required("QueueName");
        var owner = input.text("QueueOwnerAWSAccountId");
        if (owner.isPresent() && !owner.get().equals(context.machine().account().id())) {
            throw Refusal.noQueue();
        }
        return Json.object().put("QueueUrl", context.url(context.queues().named(name)));
    }

    private ObjectNode list(Input input) {
        var prefix = input.text("QueueNamePrefix").orElse("");
        var queues = context.queues().all().stream()
                .filter(queue -> queue.name().startsWith(prefix))
                .toList();
        return page(input, queues, "QueueUrls");
    }

    private ObjectNode sources(Input input) {
        return page(input, context.queues().sourcesOf(context.queue(input)), "queueUrls");
    }

    /** Without {@code MaxResults} all come at once, as far as a page reaches. */
    private ObjectNode page(Input input, List<Queue> queues, String name) {
        var limit = input.number("MaxResults", 1, MOST, "Must be between 1 and %d, if provided.".formatted(MOST));
        var page = Page.of(queues, limit.orElse(MOST), input.text("NextToken"));
        var answer = Json.object();
        if (!page.items().isEmpty() || name.equals("queueUrls")) {
            var urls = answer.putArray(name);
            page.items().forEach(queue -> urls.add(context.url(queue)));
        }
        if (limit.isPresent()) {
            page.addToken(answer, "NextToken");
        }
        return answer;
    }
}
