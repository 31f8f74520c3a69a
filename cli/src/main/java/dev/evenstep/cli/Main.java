package dev.evenstep.cli;

import dev.evenstep.cli.localstack.LocalStackCommand;
import java.util.List;
import java.util.Map;

/** The command without a project of its own: for any template. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Cli(List.of(LocalStackCommand.of("stack", Map.of())), List.of()).run(arguments));
    }
}
