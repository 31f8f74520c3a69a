package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every handler that the templates name is in its jar, as Lambda will look for it. */
@ExtendWith(Synthesis.Extension.class)
class HandlersTest {

    /** The relay has the most clients of AWS: the table's, the bus's and the queue's. */
    private static final long LARGEST_JAR = 13_200_000;

    private static List<FunctionSpec> functions(Path template) {
        return Stacks.read(template).functions();
    }

    @Test
    void everyHandlerIsInItsJar() {
        assertThat(functions(Repository.SAM))
                .hasSize(14)
                .allSatisfy(function -> assertThat(HandlerInJar.problem(function.code(), function.handler()))
                        .as("%s in %s", function.handler(), function.code())
                        .isEmpty());
    }

    @Test
    void aHandlerThatIsNotInTheJarIsNoticed() {
        assertThat(HandlerInJar.problem(
                        Repository.jar("track-order"), "dev.evenstep.shop.placeorder.PlaceOrderHandler"))
                .contains("is not in the jar");
    }

    @Test
    void aClassThatIsNoHandlerIsNoticed() {
        assertThat(HandlerInJar.problem(Repository.jar("track-order"), "dev.evenstep.shop.trackorder.Tracking"))
                .contains("is no RequestHandler");
    }

    @Test
    void everyJarIsSmallEnoughToStartFast() {
        assertThat(functions(Repository.SAM))
                .allSatisfy(function -> assertThat(function.code())
                        .satisfies(jar ->
                                assertThat(Files.size(jar)).as(jar.toString()).isLessThanOrEqualTo(LARGEST_JAR)));
    }

    @Test
    void theAppStagesTheVeryJarsThatTheTemplateNames(Synthesis app) throws IOException {
        Map<String, Path> named =
                functions(Repository.SAM).stream().collect(Collectors.toMap(FunctionSpec::name, FunctionSpec::code));
        for (var function : functions(app.template())) {
            assertThat(Files.mismatch(function.code(), named.get(function.name())))
                    .as(function.name())
                    .isEqualTo(-1);
        }
        assertThat(functions(Repository.SAM))
                .extracting(FunctionSpec::code)
                .hasSameElementsAs(
                        Repository.FUNCTIONS.stream().map(Repository::jar).toList());
    }
}
