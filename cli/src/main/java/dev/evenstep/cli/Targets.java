package dev.evenstep.cli;

import java.util.List;
import java.util.stream.Stream;

/** The queues, buses and tables of a stack as targets, and the default bus. */
record Targets(DeployedStack stack, List<Target> all) {

    private static final Target DEFAULT_BUS = new Target.Bus("default");

    static Targets of(DeployedStack stack) {
        List<Target> all = Stream.<Stream<? extends Target>>of(
                        stack.queues().entrySet().stream()
                                .map(queue -> new Target.Queue(queue.getKey(), queue.getValue())),
                        Stream.of(DEFAULT_BUS),
                        stack.buses().stream().map(Target.Bus::new),
                        stack.tables().stream().map(Target.Table::new))
                .<Target>flatMap(targets -> targets)
                .toList();
        return new Targets(stack, all);
    }

    /**
     * The one that a text means: a name, whole or without the stack's, a logical id, or a queue's URL.
     *
     * @throws IllegalArgumentException that names those that are there, or the several that are meant
     */
    Target named(String text) {
        boolean isUrl = text.contains("://");
        String name = isUrl ? DeployedStack.lastPart(text) : text;
        List<Target> meant = all.stream()
                .filter(target -> stack.names().mean(name, target.name()))
                .filter(target -> !isUrl || target instanceof Target.Queue)
                .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no queue, bus or table %s here; there are the queues %s, the buses %s, the tables %s"
                            .formatted(
                                    text,
                                    names(Target.Queue.class),
                                    names(Target.Bus.class),
                                    names(Target.Table.class)));
        }
        if (meant.size() > 1) {
            throw new IllegalArgumentException(
                    "%s is not one thing here but %s: say the logical id, or the queue's URL".formatted(text, meant));
        }
        return meant.getFirst();
    }

    private List<String> names(Class<? extends Target> kind) {
        return all.stream().filter(kind::isInstance).map(Target::name).toList();
    }

    /**
     * Where a payload goes that is sent without a target: where its samples say, else to the stack's bus, and where that has
     * none to the default bus.
     *
     * @throws IllegalArgumentException where the stack has several
     */
    Target defaultOf(Payload payload) {
        if (payload.target() != null) {
            return named(payload.target());
        }
        List<Target> buses = all.stream()
                .filter(target -> target instanceof Target.Bus && !target.equals(DEFAULT_BUS))
                .toList();
        if (buses.size() > 1) {
            throw new IllegalArgumentException(
                    "There are the buses %s, and nothing says to which %s goes: name a target with --to"
                            .formatted(names(Target.Bus.class), payload.file()));
        }
        return buses.isEmpty() ? DEFAULT_BUS : buses.getFirst();
    }
}
