package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.template.language.Json;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.TemplateException;
import dev.evenstep.local.template.language.TemplateText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a template where something else should: it is read or refused, and never anything worse. */
class MutationTest {

    private static final Node TEMPLATE =
            TemplateText.read(new Problems(Path.of("src/test/resources/templates/shop.yaml")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"null", "[[\"a\"]]", "{\"Fn::If\":[1]}"})
    void anyPieceMayBeAnything(String json) throws Exception {
        var replacement = Json.parse(json, 1).orElseThrow();
        List<Node> mutants = mutants(TEMPLATE, replacement).toList();
        var refused = 0;

        for (var mutant : mutants) {
            var file = Files.writeString(folder.resolve("template.json"), Json.write(mutant));
            try {
                assertThat(Templates.read(file, Folder.OPTIONS).name()).isEqualTo("shop");
            } catch (TemplateException e) {
                assertThat(e.problems()).isNotEmpty();
                refused++;
            }
        }

        assertThat(mutants.size()).isGreaterThan(300);
        assertThat(refused).isBetween(100, mutants.size());
    }

    /** The tree with one node after the other replaced. */
    private static Stream<Node> mutants(Node node, Node replacement) {
        return Stream.concat(Stream.of(replacement), inner(node, replacement));
    }

    private static Stream<Node> inner(Node node, Node replacement) {
        return switch (node) {
            case Node.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .flatMap(entry -> mutants(entry.getValue(), replacement)
                                .map(mutant -> mapping.with(entry.getKey(), mutant)));
            case Node.NodeList sequence ->
                Stream.iterate(0, index -> index + 1)
                        .limit(sequence.items().size())
                        .flatMap(index -> mutants(sequence.items().get(index), replacement)
                                .map(mutant -> with(sequence, index, mutant)));
            case Node.Scalar scalar -> Stream.empty();
            case Node.NoValue absent -> Stream.empty();
            case Node.Broken broken -> Stream.empty();
        };
    }

    private static Node with(Node.NodeList sequence, int index, Node item) {
        var items = new ArrayList<>(sequence.items());
        items.set(index, item);
        return new Node.NodeList(items, sequence.line());
    }
}
