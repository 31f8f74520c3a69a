package dev.evenstep.cli;

import dev.evenstep.cli.project.Build;
import dev.evenstep.cli.project.NewProject;
import dev.evenstep.cli.project.Trigger;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        description = {
            "Makes a project of your own in a new folder: a function for each trigger, with its test, a template,",
            "samples and a build. Without a trigger: --sqs."
        })
final class NewCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME",
            description = "Of the folder, the artifact and the stack: lower-case letters, digits and hyphens.")
    private String name = "";

    @Option(names = "--sqs", description = "A function behind an SQS queue.")
    private boolean sqs;

    @Option(names = "--fifo", description = "A function behind an SQS FIFO queue.")
    private boolean fifo;

    @Option(names = "--bus", description = "A function behind a rule of an EventBridge bus.")
    private boolean bus;

    @Option(names = "--stream", description = "A function behind the stream of an outbox table.")
    private boolean stream;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            defaultValue = "com.example",
            description = "The artifact's group. Default: ${DEFAULT-VALUE}")
    private String group = "com.example";

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "What the functions' packages are in. Default: the group and the name")
    private @Nullable String packageName;

    @Option(names = "--gradle", description = "Built by Gradle. Default: by Maven")
    private boolean gradle;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        NewProject project = new NewProject(
                name,
                group,
                packageName == null ? inGroup() : packageName,
                triggers(),
                gradle ? Build.GRADLE : Build.MAVEN);
        List<Path> files = project.writeIn(Path.of(""));
        say(project, files);
        return ExitCode.OK;
    }

    private String inGroup() {
        return (group + "." + name).replace("-", "").toLowerCase(Locale.ROOT);
    }

    private Set<Trigger> triggers() {
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        add(triggers, fifo, Trigger.FIFO);
        add(triggers, bus, Trigger.BUS);
        add(triggers, stream, Trigger.STREAM);
        add(triggers, sqs || triggers.isEmpty(), Trigger.SQS);
        return triggers;
    }

    private static void add(Set<Trigger> triggers, boolean isAsked, Trigger trigger) {
        if (isAsked) {
            boolean unused = triggers.add(trigger);
        }
    }

    private void say(NewProject project, List<Path> files) {
        PrintWriter out = spec.commandLine().getOut();
        Set<Trigger> triggers = EnumSet.copyOf(project.triggers());
        out.printf("%s: %d files%n", name, files.size());
        triggers.forEach(trigger -> out.printf("  %-10s %s%n", trigger.function(), trigger.where()));
        out.println();
        out.printf("  cd %s%n", name);
        out.printf(
                "  %-20s # tests, and makes %s%n",
                project.build().command(), project.build().archiveOf(name));
        out.printf("  %-20s # runs template.yaml on this machine until Ctrl-C%n", "./evenstep start");
        out.println("and in another terminal, in the same folder");
        triggers.forEach(trigger -> out.printf(
                "  ./evenstep send events-samples/%s/%s --to %s%n", name, trigger.sample(), trigger.target()));
    }
}
