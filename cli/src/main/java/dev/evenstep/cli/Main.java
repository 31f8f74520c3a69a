package dev.evenstep.cli;

import java.util.List;

/** The program behind {@code ./evenstep}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(shop().run(arguments));
    }

    static Cli shop() {
        return new Cli(List.of(new DemoCommand()), List.of(new ShopSidecar()));
    }
}
