package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.archive.internal.Replay;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Sends archived events to the queue of one consumer, in time order and each entity's by version.",
            "Without --yes it only says what it would do.",
            "What the consumer knows by its marks takes no second effect, unless these are reset."
        })
final class ArchiveReplayCommand implements Callable<Integer> {

    @Option(
            names = "--to",
            paramLabel = "QUEUE",
            description = "The queue behind which the consumer is, standard or FIFO.")
    private String to = "";

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "The consumer's logical name, by which its marks are known.")
    private String consumer = "";

    @Option(
            names = "--rate",
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "Most events a second. Default: ${DEFAULT-VALUE}.")
    private int rate = 50;

    @Option(names = "--dry-run", description = "Sends nothing; the default.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Sends.")
    private boolean yes;

    @Option(names = "--resume", paramLabel = "TOKEN", description = "Goes on where a run ended, as that said itself.")
    private @Nullable String resume;

    @Option(
            names = "--reset-marks",
            description = {
                "First makes the consumer forget these events: they take effect a second time,",
                "calls outside included. With --yes, it needs --confirm-reset."
            })
    private boolean resetMarks;

    @Option(
            names = "--confirm-reset",
            paramLabel = "NAME",
            description = "The consumer's name again: its marks shall be reset.")
    private @Nullable String confirmed;

    @Option(
            names = "--marks-table",
            paramLabel = "NAME",
            description = "The idempotency table, where the functions have several.")
    private @Nullable String marksTable;

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Mixin
    private ArchiveOptions options = new ArchiveOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check(to.isEmpty() || consumer.isEmpty(), "Say to which queue and consumer: --to QUEUE --consumer NAME");
        check(dryRun && yes, "--dry-run and --yes: say one");
        check(rate < 1, "--rate is " + rate + "; at least 1 event a second");
        check(resume != null && !yes, "--resume needs --yes");
        check(resume != null && resetMarks, "--resume goes on; the marks were reset when it began");
        check(
                yes && resetMarks && !consumer.equals(confirmed),
                "--reset-marks makes the effects of %s happen again: say --confirm-reset %s if they shall"
                        .formatted(consumer, consumer));
        ReplayRun run = ReplayRun.of(options, to, consumer, marksTable);
        PrintWriter out = spec.commandLine().getOut();
        if (!yes) {
            ReplayReport report = run.plan(rate, resetMarks);
            if (json) {
                out.println(report.json());
            } else {
                report.lines().forEach(out::println);
            }
            return report.obstacles().isEmpty() ? 0 : 1;
        }
        if (resetMarks) {
            run.resetMarks();
        }
        Replay.ReplayProgress sent = send(run);
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("sent", sent.sent())
                .put("to", run.queueName())
                .put("consumer", consumer);
        out.println(json ? object : "%d events sent to %s".formatted(sent.sent(), run.queueName()));
        return 0;
    }

    /** Whatever ends it, how to go on is said: by a hook at Ctrl-C, which leaves no time for more. */
    private Replay.ReplayProgress send(ReplayRun run) {
        Replay.ResumeToken first = resume == null ? Replay.ResumeToken.first() : Replay.ResumeToken.parse(resume);
        AtomicReference<Replay.ReplayProgress> last = new AtomicReference<>(new Replay.ReplayProgress(0, first));
        Thread atExit = new Thread(() -> tellHowToGoOn(Objects.requireNonNull(last.get())), "at exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return run.send(first, rate, last::set);
        } catch (RuntimeException failure) {
            tellHowToGoOn(Objects.requireNonNull(last.get()));
            throw failure;
        } finally {
            forget(atExit);
        }
    }

    private void tellHowToGoOn(Replay.ReplayProgress progress) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "%d events were sent. The same command without --reset-marks goes on with --resume %s%n",
                progress.sent(), progress.token().text());
        err.flush();
    }

    private static void forget(Thread atExit) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException isEnding) {
            // It runs already.
        }
    }

    private void check(boolean isWrong, String why) {
        if (isWrong) {
            throw new ParameterException(spec.commandLine(), why);
        }
    }
}
