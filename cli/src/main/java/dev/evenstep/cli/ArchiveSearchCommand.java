package dev.evenstep.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.archive.Archive;
import dev.evenstep.archive.ArchivePage;
import dev.evenstep.archive.ArchivedEvent;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description =
                "Archived events in time order, or by an entity's versions: time, type, entity and version, source, id.")
final class ArchiveSearchCommand implements Callable<Integer> {

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "Most events, 1 to 1,000. Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "PLACE", description = "Goes on where a page ended, as it says itself.")
    private @Nullable String after;

    @Option(names = "--json", description = "One JSON object for programs, with the bodies.")
    private boolean json;

    @Mixin
    private ArchiveOptions options = new ArchiveOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DeployedStack stack = options.stack();
        ArchivePage page = Archive.of(stack.clients().dynamoDb(), options.table(stack))
                .read(options.query().withLimit(limit).after(after));
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            ArrayNode events = object.putArray("events");
            page.events().forEach(event -> events.add(json(event)));
            out.println(object.put("next", page.next()));
            return 0;
        }
        page.events().forEach(event -> out.println(line(event)));
        if (page.next() != null) {
            out.println("There may be more: --after '" + page.next() + "'");
        } else if (page.events().isEmpty()) {
            out.println("Nothing is found.");
        }
        return 0;
    }

    private static String line(ArchivedEvent event) {
        String entity =
                event.entity() == null ? "-" : event.entity() + (event.version() == null ? "" : "@" + event.version());
        return "%s  %s  %s  %s  %s".formatted(event.time(), event.type(), entity, event.source(), event.id());
    }

    private static ObjectNode json(ArchivedEvent event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id())
                .put("source", event.source())
                .put("type", event.type())
                .put("schemaVersion", event.schemaVersion())
                .put("time", event.time().toString())
                .put("entity", event.entity())
                .put("version", event.version())
                .put("correlation", event.correlationId())
                .put("archived", event.archived().toString())
                .put("body", event.body());
    }
}
