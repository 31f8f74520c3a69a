package dev.evenstep.local.sqs;

import dev.evenstep.local.stack.QueueSpec;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Which queues there are at start: those of the template as it says, and those that were kept beside them. */
final class QueueDefinitions {

    private final Map<String, CreateQueueData> byName = new LinkedHashMap<>();

    private QueueDefinitions() {}

    /**
     * Every dead-letter queue stands before those that name it.
     *
     * @throws IllegalArgumentException where a queue names a dead-letter queue that does not exist
     */
    static List<CreateQueueData> of(List<CreateQueueData> kept, List<QueueSpec> specified) {
        var all = new QueueDefinitions();
        kept.forEach(queue -> all.byName.put(queue.name(), queue));
        specified.forEach(queue -> all.byName.put(queue.name(), definition(queue, all.byName.get(queue.name()))));
        Map<String, CreateQueueData> ordered = new LinkedHashMap<>();
        all.byName.values().forEach(queue -> all.add(queue, ordered, new ArrayList<>()));
        return List.copyOf(ordered.values());
    }

    private void add(CreateQueueData queue, Map<String, CreateQueueData> ordered, List<String> above) {
        if (ordered.containsKey(queue.name()) || above.contains(queue.name())) {
            return;
        }
        above.add(queue.name());
        if (queue.deadLettersQueue().isDefined()) {
            var name = queue.deadLettersQueue().get().name();
            var deadLetters = byName.get(name);
            if (deadLetters == null) {
                throw new IllegalArgumentException(
                        "Queue %s names %s as its dead-letter queue, and there is none of that name. Declare it too."
                                .formatted(queue.name(), name));
            }
            add(deadLetters, ordered, above);
        }
        ordered.put(queue.name(), queue);
    }

    private static CreateQueueData definition(QueueSpec queue, @Nullable CreateQueueData kept) {
        Option<OffsetDateTime> created = kept == null ? Option.empty() : kept.created();
        var redrive = queue.redrive();
        return new CreateQueueData(
                queue.name(),
                Option.apply(
                        new MillisVisibilityTimeout(queue.visibilityTimeout().toMillis())),
                Option.apply(queue.delay()),
                Option.apply(queue.receiveWait()),
                created,
                created,
                redrive == null
                        ? Option.empty()
                        : Option.apply(new DeadLettersQueueData(
                                nameIn(redrive.deadLetterQueueArn()), redrive.maxReceiveCount())),
                queue.fifo(),
                queue.contentBasedDeduplication(),
                Option.empty(),
                Option.empty(),
                scala.collection.immutable.Map$.MODULE$.empty());
    }

    private static String nameIn(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
