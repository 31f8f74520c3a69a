package dev.evenstep.cli.localstack;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy",
        description = {
            "Deploys to LocalStack what sam deploy or cdk deploy takes to AWS: this folder's template.yaml,",
            "or what infra-cdk says."
        })
final class DeployCommand implements Callable<Integer> {

    @Option(
            names = "--with",
            paramLabel = "sam|cdk",
            defaultValue = "sam",
            description = "Which tool deploys; it is installed on first use. Default: ${DEFAULT-VALUE}")
    private DeploymentTool tool = DeploymentTool.SAM;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = "The stack's name; CDK's is in its app. Default: the project's")
    private String stack;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A parameter that the template declares; may be repeated.")
    private Map<String, String> parameters = Map.of();

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:" + LocalStackCommand.PORT,
            description = "Where LocalStack answers. Default: ${DEFAULT-VALUE}")
    private URI endpoint = URI.create("http://127.0.0.1:" + LocalStackCommand.PORT);

    @Option(names = "--delete", description = "Takes the stack away again instead.")
    private boolean delete;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> usual;

    DeployCommand(String stack, Map<String, String> usual) {
        this.stack = stack;
        this.usual = Map.copyOf(usual);
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Instant begin = Instant.now();
        LocalStackDeployment deployment = new LocalStackDeployment(Installation.inHome(err), endpoint, stack);
        if (delete) {
            deployment.delete(tool);
        } else {
            Map<String, String> all = new TreeMap<>(usual);
            all.putAll(parameters);
            deployment.create(tool, all);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "the stack %s is %s, by %s, after %d s%n",
                        stack,
                        delete ? "gone" : "there",
                        tool,
                        Duration.between(begin, Instant.now()).toSeconds());
        return 0;
    }
}
