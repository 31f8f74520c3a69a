package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.checklist.Checklist;
import dev.evenstep.checklist.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both templates keep every line of the checklist, and one that is broken is found. */
@ExtendWith(Synthesis.Extension.class)
class ChecklistTest {

    private static final String MUTATIONS = "/mutations.csv";

    static Stream<String> rules() {
        return Checklist.rules().stream();
    }

    private static List<Finding> findings(RawTemplate template) {
        return Checklist.findings(Deployments.of(template));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void bothTemplatesKeep(String rule, Synthesis app) throws IOException {
        for (var template : List.of(Repository.SAM, app.template())) {
            var deployment = Deployments.of(RawTemplate.read(template));

            assertThat(Checklist.subjects(rule, deployment))
                    .as("whom %s is about in %s", rule, template)
                    .isPositive();
            assertThat(Checklist.findings(deployment))
                    .filteredOn(finding -> finding.rule().equals(rule))
                    .extracting(Finding::toString)
                    .as(template.toString())
                    .isEmpty();
        }
    }

    /** Each line breaks one rule, and says what the checklist says to that. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = MUTATIONS, delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void whatIsBrokenIsFound(String rule, String what, String path, String value, String sentence, Synthesis app)
            throws IOException {
        for (var template : List.of(Repository.SAM, app.template())) {
            var mutation = new Mutation(template);
            mutation.apply(what, path, value);

            assertThat(findings(mutation.template()))
                    .filteredOn(finding -> finding.rule().equals(rule))
                    .extracting(Finding::toString)
                    .as(template.toString())
                    .contains(sentence + " (" + rule + ")");
        }
    }

    @Test
    void everyRuleIsBrokenOnce() throws IOException {
        try (var lines = Files.lines(Path.of("src/test/resources" + MUTATIONS))) {
            assertThat(lines.skip(1)
                            .map(line -> line.split("\\|", -1)[0].strip())
                            .distinct())
                    .containsExactlyElementsOf(Checklist.rules());
        }
    }

    @Test
    void whatIsAcceptedWithAReasonIsNoFinding(Synthesis app) throws IOException {
        var mutation = new Mutation(app.template());
        mutation.apply("Queue shop-rules-dlq", "/SqsManagedSseEnabled", "-");
        assertThat(findings(mutation.template())).hasSize(1);

        mutation.apply("Queue shop-rules-dlq", "^/Metadata/EvenstepAccepts/queue-is-encrypted", "\"  \"");
        assertThat(findings(mutation.template())).hasSize(1);

        mutation.apply("Queue shop-rules-dlq", "^/Metadata/EvenstepAccepts/queue-is-encrypted", "\"it is empty\"");
        assertThat(findings(mutation.template())).isEmpty();
    }
}
