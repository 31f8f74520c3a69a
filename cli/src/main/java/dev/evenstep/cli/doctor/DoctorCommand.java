package dev.evenstep.cli.doctor;

import dev.evenstep.cli.aws.AwsClients;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is wrong or unsafe in a deployed stack. */
@Command(
        name = "doctor",
        description = {
            "Reads a deployed stack as it is now, whatever its template says, and names what is wrong or unsafe,",
            "the worst first, each with what it has to be. It changes nothing."
        },
        footer = {"", "Exit codes: 0 nothing found, 1 something found, 2 the stack could not be read."},
        exitCodeOnExecutionException = DoctorCommand.UNREADABLE)
public final class DoctorCommand implements Callable<Integer> {

    static final int UNREADABLE = 2;

    private static final Duration SILENCE = Duration.ofSeconds(2);

    @Option(names = "--stack", paramLabel = "NAME", description = "The stack's name, as CloudFormation knows it.")
    private @Nullable String stack;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL:-aws}",
            description = {
                "Where LocalStack answers, or aws: the account of your credentials. Default: AWS_ENDPOINT_URL, else aws.",
                "The region is AWS_REGION, else us-east-1."
            })
    private URI endpoint = AwsClients.AWS;

    @Option(names = "--strict", description = "What could not be checked counts as found.")
    private boolean strict;

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (stack == null) {
            throw new ParameterException(spec.commandLine(), "Name the stack with --stack");
        }
        return diagnose(stack);
    }

    private int diagnose(String name) {
        var err = spec.commandLine().getErr();
        try (var clients = AwsClients.throttledAt(endpoint);
                var reader = new StackReader(clients, SILENCE)) {
            var diagnosis = reader.diagnose(
                    name, remaining -> err.println("reading " + name + ": " + remaining + " resources to go"));
            var report = new DiagnosisReport(name, diagnosis);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(report.json());
            } else {
                report.print(out);
            }
            boolean isClean = diagnosis.findings().isEmpty()
                    && (!strict || diagnosis.notChecked().isEmpty());
            return isClean ? 0 : 1;
        }
    }
}
