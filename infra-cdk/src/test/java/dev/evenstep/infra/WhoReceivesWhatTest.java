package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.RuleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.event.ruler.Ruler;

/** The page that says who receives what, made of both templates' patterns and of the samples. */
@ExtendWith(Synthesis.Extension.class)
class WhoReceivesWhatTest {

    private static final Path PAGE = Repository.ROOT.resolve("docs/who-receives-what.md");
    private static final String HEAD = """
            # Who receives what

            Every sample of `events-samples` against every rule's pattern, by EventBridge's own matcher; a test holds this page
            against both templates. Commands (`shop-web`, `shop-migration`) come by the queue and never see the bus.

            """;

    @Test
    void thePageSaysWhatThePatternsTake(Synthesis app) throws Exception {
        var made = Path.of("target", "who-receives-what.md");
        var page = page(Repository.SAM);
        Files.writeString(made, page);

        assertThat(page(app.template())).isEqualTo(page);
        assertThat(Files.readString(PAGE))
                .as("docs/who-receives-what.md is stale; copy infra-cdk/%s over it", made)
                .isEqualTo(page);
    }

    private static String page(Path template) throws Exception {
        var rules = Stacks.read(template).rules().stream()
                .sorted(Comparator.comparing(RuleSpec::name))
                .toList();
        var names = rules.stream().map(rule -> "`" + Stacks.withoutStack(rule.name()) + "`");
        StringBuilder page = new StringBuilder(HEAD)
                .append(row(Stream.concat(Stream.of("sample"), names)))
                .append(row(Stream.concat(Stream.of("---"), rules.stream().map(rule -> ":-:"))));
        for (var sample : SampleEvent.all()) {
            page.append(row(Stream.concat(Stream.of("`" + sample.file() + "`"), taken(sample, rules).stream())));
        }
        return page.toString();
    }

    private static List<String> taken(SampleEvent sample, List<RuleSpec> rules) throws IOException {
        var event = sample.onTheBus();
        return rules.stream().map(rule -> takes(rule, event) ? "✓" : " ").toList();
    }

    private static boolean takes(RuleSpec rule, String event) {
        try {
            return Ruler.matchesRule(event, rule.pattern());
        } catch (Exception e) {
            throw new IllegalStateException(rule.name() + " cannot be matched", e);
        }
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
