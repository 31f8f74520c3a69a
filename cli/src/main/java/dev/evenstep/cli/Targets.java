package dev.evenstep.cli;

import java.util.List;
import java.util.stream.Stream;

/** The queues, buses and tables of a stack as targets, and the default bus. */
record Targets(DeployedStack stack, List<SendTarget> all) {

    private static final SendTarget DEFAULT_BUS = new SendTarget.Bus("default");

    static Targets of(DeployedStack stack) {
        List<SendTarget> all = Stream.<Stream<? extends SendTarget>>of(
                        stack.queues().entrySet().stream()
                                .map(queue -> new SendTarget.Queue(queue.getKey(), queue.getValue())),
                        Stream.of(DEFAULT_BUS),
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
     * Where a payload goes that is sent without a target: where its samples say, else to the stack's bus, and where that has
     * none to the default bus.
     *
     * @throws IllegalArgumentException where the stack has several
     */
    SendTarget defaultOf(Payload payload) {
        if (payload.target() != null) {
            return named(payload.target());
        }
        List<SendTarget> buses = all.stream()
                .filter(target -> target instanceof SendTarget.Bus && !target.equals(DEFAULT_BUS))
                .toList();
        if (buses.size() > 1) {
            throw new IllegalArgumentException(
                    "There are the buses %s, and nothing says to which %s goes: name a target with --to"
                            .formatted(names(SendTarget.Bus.class), payload.file()));
        }
        return buses.isEmpty() ? DEFAULT_BUS : buses.getFirst();
    }
}
