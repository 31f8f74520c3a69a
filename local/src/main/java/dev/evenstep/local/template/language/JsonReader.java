package dev.evenstep.local.template.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into nodes, telling duplicate keys and the lines of everything. */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TemplateText.DEPTH)
                    .build())
            .build();

    private final JsonParser parser;
    private final Problems problems;
    private final int firstLine;

    private JsonReader(JsonParser parser, Problems problems, int firstLine) {
        this.parser = parser;
        this.problems = problems;
        this.firstLine = firstLine;
    }

    /**
     * @param line the one on which all of the text stands; 0: it is a whole file
     */
    static Node read(String text, int line, Problems problems) {
        try (var parser = FACTORY.createParser(text)) {
            return new JsonReader(parser, problems, line).document();
        } catch (StreamConstraintsException e) {
            throw problems.fatal(line(e), "", TemplateText.TOO_DEEP);
        } catch (JsonProcessingException e) {
            throw problems.fatal(line(e), "", "not well-formed JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node document() throws IOException {
        if (parser.nextToken() == null) {
            throw problems.fatal(0, "", "the file is empty");
        }
        var root = value();
        if (parser.nextToken() != null) {
            problems.report(line(), "", "more follows after the end of the JSON text");
        }
        return root;
    }

    private Node value() throws IOException {
        var line = line();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(line);
            case START_ARRAY -> array(line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Node.JsonKind.NUMBER, line);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Node.JsonKind.BOOLEAN, line);
            case VALUE_NULL -> scalar(Node.JsonKind.NULL, line);
            default -> scalar(Node.JsonKind.TEXT, line);
        };
    }

    private Node scalar(Node.JsonKind kind, int line) throws IOException {
        return new Node.Scalar(parser.getText(), kind, line);
    }

    private Node array(int line) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Node.NodeList(items, line);
    }

    private Node object(int line) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var keyLine = line();
            parser.nextToken();
            var former = entries.put(key, value());
            if (former != null) {
                problems.report(keyLine, "", YamlReader.duplicate(key, former));
            }
        }
        return new Node.Mapping(entries, line);
    }

    private int line() {
        return firstLine > 0 ? firstLine : parser.currentTokenLocation().getLineNr();
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }
}
