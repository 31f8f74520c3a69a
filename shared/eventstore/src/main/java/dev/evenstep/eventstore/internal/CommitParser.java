package dev.evenstep.eventstore.internal;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.eventstore.AppendOutcome.Appended;
import dev.evenstep.eventstore.Position;
import dev.evenstep.eventstore.internal.CommitContent.KeptEvent;
import dev.evenstep.eventstore.internal.CommitContent.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a commit's text once from its beginning to its end, and leaves out the data of its events. */
final class CommitParser {

    private final JsonParser json;
    private final String text;

    /** @param json before the first token of the text */
    CommitParser(JsonParser json, String text) {
        this.json = json;
        this.text = text;
    }

    CommitContent content() throws IOException {
        requireObject(json.nextToken());
        String append = "";
        @Nullable String correlation = null;
        @Nullable String causation = null;
        @Nullable String trace = null;
        @Nullable String actor = null;
        int first = 0;
        int endCommit = 0;
        int endVersion = 0;
        List<KeptEvent> events = List.of();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "append" -> append = json.nextTextValue();
                case "correlationid" -> correlation = json.nextTextValue();
                case "causationid" -> causation = json.nextTextValue();
                case "traceparent" -> trace = json.nextTextValue();
                case CommitJson.ACTOR -> actor = json.nextTextValue();
                case "first" -> first = json.nextIntValue(0);
                case "endcommit" -> endCommit = json.nextIntValue(0);
                case "endversion" -> endVersion = json.nextIntValue(0);
                case "events" -> events = events();
                default -> skip();
            }
        }
        return new CommitContent(
                new Shared(append, new CorrelationContext(correlation, causation, trace), actor),
                first == 0 ? null : new Appended(first, new Position(endCommit, endVersion)),
                events);
    }

    private List<KeptEvent> events() throws IOException {
        List<KeptEvent> events = new ArrayList<>();
        JsonToken unused = json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            events.add(event());
        }
        return events;
    }

    private KeptEvent event() throws IOException {
        requireObject(json.currentToken());
        String source = "";
        String type = "";
        int version = 0;
        Map<String, Object> extensions = Map.of();
        String data = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "source" -> source = json.nextTextValue();
                case "type" -> type = json.nextTextValue();
                case "schemaversion" -> version = json.nextIntValue(0);
                case "extensions" -> extensions = extensions();
                case "data" -> data = object();
                default -> skip();
            }
        }
        return new KeptEvent(source, type, version, extensions, data);
    }

    private Map<String, Object> extensions() throws IOException {
        requireObject(json.nextToken());
        Map<String, Object> extensions = new TreeMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            extensions.put(
                    name,
                    switch (json.nextToken()) {
                        case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
                        case VALUE_NUMBER_INT -> json.getIntValue();
                        default -> json.getText();
                    });
        }
        return extensions;
    }

    private String object() throws IOException {
        requireObject(json.nextToken());
        int begin = (int) json.currentTokenLocation().getCharOffset();
        skipChildren();
        return text.substring(begin, (int) json.currentLocation().getCharOffset());
    }

    private void skip() throws IOException {
        JsonToken unused = json.nextToken();
        skipChildren();
    }

    private void skipChildren() throws IOException {
        JsonParser unused = json.skipChildren();
    }

    private void requireObject(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "An object is missing");
        }
    }
}
