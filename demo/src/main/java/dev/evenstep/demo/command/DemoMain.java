package dev.evenstep.demo.command;

import dev.evenstep.cli.Cli;
import dev.evenstep.cli.localstack.LocalStackCommand;
import java.util.List;

/** The program behind {@code ./evenstep}: the command, with the shop at hand. */
public final class DemoMain {

    private DemoMain() {}

    public static void main(String[] arguments) {
        System.exit(command().run(arguments));
    }

    /** For one run. */
    static Cli command() {
        var localStack = LocalStackCommand.of("shop", ShopSidecar.ON_LOCALSTACK);
        return new Cli(
                List.of(
                        new DemoCommand(),
                        new MigrateOrdersCommand(),
                        localStack.addSubcommand(new LocalStackDemoCommand())),
                List.of(new ShopSidecar()));
    }
}
