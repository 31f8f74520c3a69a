package dev.evenstep.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample is what its path says, and its data fits the schema of its type and version. */
class SampleSchemasTest {

    private static final Path SAMPLES = Path.of("../events-samples");
    private static final Pattern NAME = Pattern.compile("([^/]+)/([^/]+)/v(\\d+)-([a-z-]+)\\.json");

    /** Cases that exist to break the envelope, the data, or the version. */
    private static final Set<String> BROKEN =
            Set.of("malformed", "missing-attribute", "wrong-type", "unknown-version", "huge", "deeply-nested");

    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final EnvelopeJson envelopes = new EnvelopeJson(Limits.defaults());

    @ParameterizedTest
    @MethodSource("wholesome")
    void aSampleIsWhatItsPathSaysAndFitsItsSchema(String path) {
        Matcher name = matcher(path);
        Envelope envelope = envelopes.read(read(path));

        assertThat(envelope.source()).isEqualTo(name.group(1));
        assertThat(envelope.type()).isEqualTo(name.group(2));
        assertThat(envelope.schemaVersion()).isEqualTo(Integer.parseInt(name.group(3)));
        assertThat(errors(path, envelope)).isEmpty();
    }

    @Test
    void theCasesThatTestsAndDemoNameAreThere() {
        Set<String> cases = paths().filter(path -> !path.endsWith(".schema.json"))
                .map(path -> matcher(path).group(4))
                .collect(Collectors.toSet());

        assertThat(cases)
                .containsAll(BROKEN)
                .contains("duplicate", "stale", "gap", "old-version", "poison", "imported");
    }

    @Test
    void everyTypeAndVersionHasBothASchemaAndASample() {
        Set<String> versions = paths().map(path -> path.replaceFirst("/v(\\d+)[-.].*", "/v$1"))
                .filter(version -> !version.endsWith("v99"))
                .collect(Collectors.toSet());

        assertThat(versions).allSatisfy(version -> {
            assertThat(SAMPLES.resolve(version + ".schema.json")).exists();
            assertThat(paths()).anyMatch(path -> path.startsWith(version + "-"));
        });
    }

    @Test
    void atLeastTwoTypesHaveHadTwoSchemaVersions() {
        assertThat(paths().filter(path -> path.endsWith("/v2.schema.json")))
                .contains("shop-web/PlaceOrder/v2.schema.json", "shop/OrderPlaced/v2.schema.json");
    }

    @Test
    void dataOfTheWrongTypeDoesNotFit() {
        String path = "shop-web/PlaceOrder/v2-wrong-type.json";

        assertThat(errors(path, envelopes.read(read(path)))).isNotEmpty();
    }

    private List<Error> errors(String path, Envelope envelope) {
        String schema = path.replaceFirst("/v(\\d+)-.*", "/v$1.schema.json");
        Schema compiled = schemas.getSchema(read(schema), InputFormat.JSON);
        return compiled.validate(envelope.dataJson(), InputFormat.JSON);
    }

    private static Stream<String> wholesome() {
        return paths().filter(path -> !path.endsWith(".schema.json"))
                .filter(path -> !BROKEN.contains(matcher(path).group(4)));
    }

    private static Stream<String> paths() {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .map(file -> SAMPLES.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Matcher matcher(String path) {
        Matcher name = NAME.matcher(path);
        assertThat(name.matches()).as(path).isTrue();
        return name;
    }

    private static String read(String path) {
        try {
            return Files.readString(SAMPLES.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
