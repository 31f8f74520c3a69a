package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.checklist.Checklist;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page <i>Deploying</i> and SAM's settings keep up with the templates. */
@ExtendWith(Synthesis.Extension.class)
class DeployingTest {

    private static String page() throws IOException {
        return Files.readString(Repository.ROOT.resolve("docs/deploying.md"));
    }

    @Test
    void everyParameterIsOnThePageWithItsDefault() throws IOException {
        assertThat(RawTemplate.read(Repository.SAM).root().path("Parameters").properties())
                .hasSize(10)
                .extracting(parameter -> "| `%s` | %s |"
                        .formatted(
                                parameter.getKey(),
                                parameter.getValue().path("Default").asText("–")))
                .allSatisfy(row -> assertThat(page()).contains(row));
    }

    @Test
    void theNumbersOnThePageAreThoseOfTheTemplates(Synthesis app) throws IOException {
        var alarms = RawTemplate.read(app.template()).resources("AWS::CloudWatch::Alarm");

        assertThat(page()).contains(alarms.size() + " alarms", Checklist.rules().size() + " named rules");
    }

    /** Else it would try to build the jars that Maven has built, and fail. */
    @Test
    void samIsToldNotToBuild() throws IOException {
        assertThat(RawTemplate.read(Repository.SAM).root().path("Resources").properties())
                .extracting(Map.Entry::getValue)
                .filteredOn(resource -> resource.path("Type").asText().equals("AWS::Serverless::Function"))
                .hasSize(14)
                .allSatisfy(function -> assertThat(
                                function.at("/Metadata/SkipBuild").asBoolean())
                        .isTrue());
    }

    @Test
    void samsSettingsAreOfThisStack() throws IOException {
        assertThat(Files.readString(Repository.ROOT.resolve("samconfig.toml")))
                .contains("stack_name = \"shop\"", "CAPABILITY_AUTO_EXPAND", "PaymentGatewayUrl=");
    }
}
