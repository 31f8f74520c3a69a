package dev.evenstep.local.template.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into nodes, CloudFormation's short tags included. It takes the parser's events one by one, so that nothing
 * deep, huge or unfolding is ever built.
 */
final class YamlReader {

    private static final int MOST_LONE_HYPHENS = 20;

    private final Iterator<Event> events;
    private final Problems problems;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int nodes;

    private YamlReader(Iterator<Event> events, Problems problems) {
        this.events = events;
        this.problems = problems;
    }

    /** @param size how many nodes it holds when all aliases within are unfolded */
    private record Anchored(Node node, int size) {}

    static Node read(String text, Problems problems) {
        var attempt = text;
        for (var left = MOST_LONE_HYPHENS; ; left--) {
            try {
                return new YamlReader(new Parse(settings()).parseString(attempt).iterator(), problems).document();
            } catch (MarkedYamlEngineException e) {
                var quoted = left == 0 ? Optional.<String>empty() : LoneHyphen.quoted(attempt, e.getProblemMark());
                attempt = quoted.orElseThrow(
                        () -> problems.fatal(line(e.getProblemMark()), "", "not well-formed YAML: " + e.getProblem()));
            } catch (YamlEngineException e) {
                throw problems.fatal(0, "", "not well-formed YAML: " + e.getMessage());
            }
        }
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(TemplateText.BYTES)
                .build();
    }

    private Node document() {
        Node root = null;
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof StreamStartEvent
                    || event instanceof DocumentStartEvent
                    || event instanceof DocumentEndEvent) {
                continue;
            }
            if (event instanceof StreamEndEvent) {
                break;
            }
            if (root != null) {
                throw problems.fatal(line(event), "", "a second YAML document begins; a template is a single one");
            }
            root = node(event, 0);
        }
        if (root == null) {
            throw problems.fatal(0, "", "the file is empty");
        }
        return root;
    }

    private Node node(Event event, int depth) {
        count(1, event);
        if (depth > TemplateText.DEPTH) {
            throw problems.fatal(
                    line(event),
                    "",
                    "this nests deeper than " + TemplateText.DEPTH + " levels; no template needs that");
        }
        if (event instanceof AliasEvent alias) {
            return unfold(alias);
        }
        var before = nodes;
        var node = written(event, depth);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before)));
        return node;
    }

    private Node written(Event event, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return tagged(scalar.getTag(), YamlScalars.of(scalar, line(event)));
        }
        if (event instanceof SequenceStartEvent start) {
            return tagged(start.getTag(), sequence(start, depth));
        }
        return tagged(((MappingStartEvent) event).getTag(), mapping(event, depth));
    }

    private Node tagged(Optional<String> tag, Node node) {
        return tag.map(name -> Tags.apply(name, node)
                        .orElseGet(() -> problems.broken(
                                node, "", "unknown tag " + name + "; CloudFormation's are " + Tags.known())))
                .orElse(node);
    }

    private Node unfold(AliasEvent alias) {
        var anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw problems.fatal(
                    line(alias),
                    "",
                    "the alias *" + alias.getAlias() + " names an anchor that does not stand complete before it");
        }
        count(anchored.size(), alias);
        return anchored.node();
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > TemplateText.NODES) {
            throw problems.fatal(
                    line(event),
                    "",
                    "with its aliases unfolded this holds more than " + TemplateText.NODES
                            + " values; write fewer aliases of aliases");
        }
    }

    private Node sequence(Event start, int depth) {
        List<Node> items = new ArrayList<>();
        for (var event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Sequence(items, line(start));
    }

    private Node mapping(Event start, int depth) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (var event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            var key = key(event, depth);
            var former = entries.put(key, node(events.next(), depth + 1));
            if (former != null) {
                problems.report(line(event), "", duplicate(key, former));
            }
        }
        return new Node.Mapping(entries, line(start));
    }

    private String key(Event event, int depth) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw problems.fatal(line(event), "", "a key must be a plain text");
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw problems.fatal(
                    line(event), "", "CloudFormation does not take merge keys (<<); write the entries out");
        }
        node(event, depth + 1);
        return scalar.getValue();
    }

    static String duplicate(String key, Node former) {
        return "the key " + key + " stands here twice (its first value on line " + former.line() + "); remove one";
    }

    private static int line(Event event) {
        return line(event.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }
}
