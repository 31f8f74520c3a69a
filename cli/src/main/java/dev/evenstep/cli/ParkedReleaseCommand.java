package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.internal.consume.WakeUp;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "release",
        description = {
            "Tells the consumer to leave out what a line waits for, and to run what follows.",
            "What is missing or dead-lettered up to the line's first event is left out; a later hole stays one.",
            "An event that is left out takes no effect when it comes after all.",
            "An event that is HELD was cut off in a call outside, and nobody knows whether it was done: --again or --fail."
        })
final class ParkedReleaseCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "CONSUMER", description = "For whom it waits.")
    private String consumer = "";

    @Parameters(index = "1", paramLabel = "LINE", description = ParkedLines.LINE)
    private String line = "";

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            description = "A queue behind which the consumer runs. Default: the one that the events came from.")
    private @Nullable String queue;

    @ArgGroup
    private @Nullable Verdict verdict;

    /** About a held event. */
    static final class Verdict {

        @Option(names = "--again", required = true, description = "The event that is held runs again, and calls again.")
        boolean again;

        @Option(names = "--fail", required = true, description = "The event that is held is dead-lettered.")
        boolean fail;
    }

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Mixin
    private TableOption table = new TableOption();

    @Mixin
    private EndpointOption endpoint = new EndpointOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        WakeUp.Task task = task();
        ParkedLines.Released released =
                ParkedLines.of(endpoint.stack(), table.name()).release(consumer, line, task, queue);
        if (json) {
            ObjectNode object = JsonNodeFactory.instance
                    .objectNode()
                    .put("consumer", consumer)
                    .put("line", line)
                    .put(name(task), released.leavesOut())
                    .put("to", released.queue());
            ArrayNode letsGo = object.putArray("letsGo");
            released.letsGo().stream().map(ParkedRow::event).forEach(letsGo::add);
            out.println(object.put("stay", released.stay()));
        } else if (task != WakeUp.Task.LEAVE_OUT) {
            out.printf(
                    "%s, %s: %s %s -> %s%n",
                    consumer,
                    line,
                    task == WakeUp.Task.RUN_AGAIN ? "runs again" : "dead-letters",
                    released.leavesOut(),
                    released.queue());
        } else {
            out.printf(
                    "%s, %s: leaves out %s and lets %d go%s -> %s%n",
                    consumer,
                    line,
                    released.leavesOut(),
                    released.letsGo().size(),
                    released.stay() == 0 ? "" : ", " + released.stay() + " stay behind what is missing next",
                    released.queue());
        }
        return 0;
    }

    private static String name(WakeUp.Task task) {
        return switch (task) {
            case RUN_AGAIN -> "runsAgain";
            case DEAD_LETTER -> "deadLetters";
            case LEAVE_OUT, LOOK_AFTER -> "leavesOut";
        };
    }

    private WakeUp.Task task() {
        if (verdict == null) {
            return WakeUp.Task.LEAVE_OUT;
        }
        return verdict.fail ? WakeUp.Task.DEAD_LETTER : WakeUp.Task.RUN_AGAIN;
    }
}
