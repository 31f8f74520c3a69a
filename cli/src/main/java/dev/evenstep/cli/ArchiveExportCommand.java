package dev.evenstep.cli;

import dev.evenstep.archive.Archive;
import dev.evenstep.archive.ArchivedEvent;
import dev.evenstep.cli.archive.JsonLines;
import dev.evenstep.cli.archive.ParquetEvents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Writes archived events, as search finds them: JSON Lines, an event as it came in each,",
            "or Parquet, a column for each attribute and the data as JSON."
        })
final class ArchiveExportCommand implements Callable<Integer> {

    /** What an export is written in. */
    enum Format {
        JSONL,
        PARQUET
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl (default) or parquet.")
    private Format format = Format.JSONL;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file; it is there when all is in it. Default, of jsonl: standard output.")
    private @Nullable Path file;

    @Mixin
    private ArchiveOptions options = new ArchiveOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (file == null && format == Format.PARQUET) {
            throw new ParameterException(spec.commandLine(), "Parquet needs a file: --out FILE");
        }
        if (file != null && Files.exists(file)) {
            throw new FileAlreadyExistsException(file + " is there already: name a new file");
        }
        DeployedStack stack = options.stack();
        Archive archive = Archive.of(stack.clients().dynamoDb(), options.table(stack));
        try (Stream<ArchivedEvent> events = archive.stream(options.query())) {
            if (file == null) {
                PrintWriter out = spec.commandLine().getOut();
                long unused = JsonLines.write(events, out);
                out.flush();
            } else {
                long written =
                        format == Format.JSONL ? JsonLines.write(events, file) : ParquetEvents.write(events, file);
                spec.commandLine().getErr().printf("%d events in %s%n", written, file);
            }
        }
        return 0;
    }
}
