package dev.evenstep.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which table a command looks at, where the functions of a stack have several of a kind. */
final class TableOption {

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table, where the functions have several. Default: the one in their environment.")
    private @Nullable String table;

    @Nullable
    String name() {
        return table;
    }
}
