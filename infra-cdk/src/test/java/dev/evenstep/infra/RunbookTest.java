package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.cdk.AlarmKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every alarm says what it means, and where the runbook says what to do. */
@ExtendWith(Synthesis.Extension.class)
class RunbookTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\S+)$");

    private static List<String> sections() throws IOException {
        var text = Files.readString(Repository.ROOT.resolve("docs/runbook.md"));
        return SECTION.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyKindOfAlarmHasASectionWithACommand() throws IOException {
        assertThat(sections())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(AlarmKind.values()).map(AlarmKind::suffix).toList());
        assertThat(Files.readString(Repository.ROOT.resolve("docs/runbook.md")).split("(?m)^## "))
                .filteredOn(section -> !section.startsWith("#"))
                .allSatisfy(section -> assertThat(section).contains("Where to look:", "```sh\n"));
    }

    @Test
    void everyAlarmsDescriptionLinksToASection(Synthesis app) throws IOException {
        for (var template : List.of(Repository.SAM, app.template())) {
            assertThat(RawTemplate.read(template)
                            .resources("AWS::CloudWatch::Alarm")
                            .values())
                    .hasSizeGreaterThan(80)
                    .extracting(
                            alarm -> alarm.at("/Properties/AlarmDescription").asText())
                    .allSatisfy(description -> assertThat(sections()).contains(linkIn(description)));
        }
    }

    private static String linkIn(String description) {
        return Pattern.compile("^[A-Z].+\\. docs/runbook\\.md#(\\S+)$")
                .matcher(description)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElse("no link in: " + description);
    }
}
