package dev.evenstep.demo.command;

import dev.evenstep.cli.Cli;
import java.util.List;

/** The program behind {@code ./evenstep}: the command, with the shop at hand. */
public final class DemoMain {

    private DemoMain() {}

    public static void main(String[] arguments) {
        System.exit(command().run(arguments));
    }

    /** For one run. */
    static Cli command() {
        return new Cli(List.of(new DemoCommand()), List.of(new ShopSidecar()));
    }
}
