package dev.evenstep.cli;

import java.util.List;

/** The command without a project of its own: for any template. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new Cli(List.of(), List.of()).run(arguments));
    }
}
