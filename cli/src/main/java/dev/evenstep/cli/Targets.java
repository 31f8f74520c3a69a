package dev.evenstep.cli;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The queues, buses and tables of a stack, as targets. */
record Targets(DeployedStack stack, List<SendTarget> all) {

    static Targets of(DeployedStack stack) {
        List<SendTarget> all = Stream.<Stream<? extends SendTarget>>of(
                        stack.queues().entrySet().stream()
                                .map(queue -> new SendTarget.Queue(queue.getKey(), queue.getValue())),
                        stack.buses().stream().map(SendTarget.Bus::new),
                        stack.tables().stream().map(SendTarget.Table::new))
                .<SendTarget>flatMap(targets -> targets)
                .toList();
        return new Targets(stack, all);
    }

    /**
     * The one that a text means: a name, whole or without the stack's, a logical id, or a queue's URL.
     *
     * @throws IllegalArgumentException that names those that are there, or the several that are meant
     */
    SendTarget named(String text) {
        boolean isUrl = text.contains("://");
        String name = isUrl ? DeployedStack.lastPart(text) : text;
        List<SendTarget> meant = all.stream()
                .filter(target -> stack.names().mean(name, target.name()))
                .filter(target -> !isUrl || target instanceof SendTarget.Queue)
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no queue, bus or table %s here; there are the queues %s, the buses %s, the tables %s"
                            .formatted(
                                    text,
                                    names(SendTarget.Queue.class),
                                    names(SendTarget.Bus.class),
                                    names(SendTarget.Table.class)));
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException(
                    "%s is not one thing here but %s: say the logical id, or the queue's URL".formatted(text, meant));
        }
        return meant.getFirst();
    }

    private List<String> names(Class<? extends SendTarget> kind) {
        return all.stream().filter(kind::isInstance).map(SendTarget::name).toList();
    }

    /**
     * Where a payload goes that is sent without a target: where its samples' {@link Payload#target} says, else to the
     * stack's bus.
     *
     * @throws IllegalArgumentException where there is not one bus
     */
    SendTarget defaultOf(Payload payload) throws IOException {
        String own = payload.target();
        if (own != null) {
            return named(own);
        }
        List<SendTarget> buses =
                all.stream().filter(SendTarget.Bus.class::isInstance).toList();
        if (buses.size() == 1) {
            return buses.getFirst();
        }
        throw new IllegalArgumentException(
                "It is not known where to send %s, since there are the buses %s here: name a target with --to"
                        .formatted(payload.file(), names(SendTarget.Bus.class)));
    }
}
