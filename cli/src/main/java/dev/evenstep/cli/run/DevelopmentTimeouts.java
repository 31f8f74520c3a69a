package dev.evenstep.cli.run;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.NotHonoured;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stack whose queues hide a message for little longer than its function may run, instead of six times as long: what a
 * crash leaves behind comes back while a person is waiting, and what is parked behind it runs then.
 */
final class DevelopmentTimeouts {

    private static final Duration BEYOND_THE_FUNCTION = Duration.ofSeconds(1);

    private DevelopmentTimeouts() {}

    static Stack of(Stack stack) {
        List<QueueSpec> queues = new ArrayList<>();
        List<NotHonoured> notHonoured = new ArrayList<>(stack.notHonoured());
        for (QueueSpec queue : stack.queues()) {
            Optional<Duration> shorter = timeout(stack, queue)
                    .map(BEYOND_THE_FUNCTION::plus)
                    .filter(time -> time.compareTo(queue.visibilityTimeout()) < 0);
            queues.add(shorter.map(time -> hiding(queue, time)).orElse(queue));
            shorter.ifPresent(time -> notHonoured.add(new NotHonoured(
                    queue.logicalId(),
                    "AWS::SQS::Queue",
                    "VisibilityTimeout",
                    "a person is waiting: " + time.toSeconds() + " s instead, just above the function's time-out")));
        }
        return new Stack(
                stack.name(),
                queues,
                stack.tables(),
                stack.streams(),
                stack.topics(),
                stack.subscriptions(),
                stack.buses(),
                stack.rules(),
                stack.schedules(),
                stack.functions(),
                stack.mappings(),
                stack.roles(),
                stack.outputs(),
                notHonoured);
    }

    private static Optional<Duration> timeout(Stack stack, QueueSpec queue) {
        return stack.mappings().stream()
                .filter(mapping -> mapping.sourceArn().equals(queue.arn()))
                .map(MappingSpec::function)
                .flatMap(name -> stack.functions().stream()
                        .filter(function -> function.name().equals(name)))
                .map(FunctionSpec::timeout)
                .findFirst();
    }

    private static QueueSpec hiding(QueueSpec queue, Duration time) {
        return new QueueSpec(
                queue.logicalId(),
                queue.name(),
                queue.arn(),
                queue.fifo(),
                queue.contentBasedDeduplication(),
                time,
                queue.delay(),
                queue.receiveWait(),
                queue.retention(),
                queue.redrive());
    }
}
