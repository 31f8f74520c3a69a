package dev.evenstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.schema.EventType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "append",
        description = {
            "Appends an event by hand, as it is: no decider is asked, nothing personal is encrypted, and it cannot be taken back.",
            "The same id again appends nothing and says where the event is."
        })
final class StreamAppendCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "STREAM", description = "The stream's name.")
    private String stream = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "The event in JSON: source, type, schemaversion and data of an envelope, and its id unless --id is said.")
    private Path file = Path.of("");

    @Option(
            names = "--expected",
            paramLabel = "VERSION",
            description = "How many events the stream must have, 0 for a new one; or any.")
    private String expected = "";

    @Option(names = "--id", paramLabel = "ID", description = "Of the append. Default: the id in the file.")
    private @Nullable String id;

    @Option(names = "--actor", paramLabel = "NAME", description = "Who appends, kept with the event for ever.")
    private @Nullable String actor;

    @Option(names = "--json", description = "One JSON object for programs.")
    private boolean json;

    @Mixin
    private EventStoreOption events = new EventStoreOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (expected.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--expected is missing: how many events the stream must have");
        }
        ExpectedVersion version = version(expected);
        JsonNode event = Payload.read(file).json();
        String append = id == null ? text(event, "id") : id;
        Append whole = Append.of(append, newEvent(event));
        Appended appended = events.store()
                .append(stream, version, actor == null ? whole : whole.withActor(actor))
                .orThrow();
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("stream", stream)
                    .put("version", appended.first())
                    .put("id", append));
        } else {
            out.println("%s is version %d of %s".formatted(append, appended.first(), stream));
        }
        return 0;
    }

    private NewEvent<ObjectNode> newEvent(JsonNode event) {
        JsonNode version = event.path("schemaversion");
        if (!version.isInt() || version.intValue() < 1 || !(event.path("data") instanceof ObjectNode data)) {
            throw new IllegalArgumentException(
                    file + " needs a schemaversion, a number from 1, and data, an object: those of an envelope");
        }
        EventType<ObjectNode> type = EventType.of(text(event, "source"), text(event, "type"), ObjectNode.class);
        return NewEvent.of(version.intValue() == 1 ? type : type.since(version.intValue(), version.intValue()), data);
    }

    private String text(JsonNode event, String name) {
        String text = event.path(name).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException(file + " has no " + name + ", which an event needs");
        }
        return text;
    }

    private static ExpectedVersion version(String text) {
        if (text.equals("any")) {
            return ExpectedVersion.any();
        }
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "--expected is \"" + text + "\": the number of events that the stream must have, or any");
        }
        return ExpectedVersion.exactly(Integer.parseInt(text));
    }
}
