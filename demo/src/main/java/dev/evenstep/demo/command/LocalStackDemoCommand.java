package dev.evenstep.demo.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Plays orders on the shop that is deployed there: ./evenstep demo --endpoint, with its options.")
final class LocalStackDemoCommand implements Callable<Integer> {

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:4566",
            description = "Where LocalStack answers. Default: ${DEFAULT-VALUE}")
    private String endpoint = "";

    @Option(names = "--orders", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int orders;

    @Parameters(paramLabel = "OPTION", arity = "0..*", description = "After --: more options of ./evenstep demo.")
    private List<String> options = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(List.of("--endpoint", endpoint, "--orders", Integer.toString(orders)));
        all.addAll(options);
        return new CommandLine(new DemoCommand())
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr())
                .execute(all.toArray(String[]::new));
    }
}
