package dev.evenstep.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What others build upon is what docs/api.md says, with a reason for each type, and it mentions nothing internal. */
@TestInstance(Lifecycle.PER_CLASS)
class ApiTest {

    private static final int MOST_TYPES = 35;
    private static final int MOST_TO_EXTEND_BY = 16;
    private static final int MOST_OF_MAPPINGS = 7;
    private static final int MOST_OF_THE_EVENT_STORE = 36;
    private static final int MOST_OF_THE_ARCHIVE = 5;
    private static final int MOST_OF_SAGAS = 10;
    private static final int MOST_OF_REGISTRIES = 5;
    private static final int MOST_OF_STREAMING = 10;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(dev\\.evenstep\\.[\\w.]+)` \\| [^|]{8,} \\|$");
    private static final String INTERNAL = ".internal.";

    private final List<JavaClass> api = Stream.of(
                    Modules.of("shared/core"),
                    Modules.of("shared/aws"),
                    Modules.of("shared/encryption"),
                    Modules.of("shared/redis"),
                    Modules.of("shared/eventstore"),
                    Modules.of("shared/eventstore-dynamodb"),
                    Modules.of("shared/eventstore-lambda"),
                    Modules.of("shared/sagas"),
                    Modules.of("shared/streaming"),
                    Modules.of("shared/archive"),
                    Modules.of("shared/registry"))
            .flatMap(JavaClasses::stream)
            .filter(type -> type.getModifiers().contains(PUBLIC))
            .filter(type -> !(type.getPackageName() + ".").contains(INTERNAL))
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .toList();

    @Test
    void everyTypeIsRecordedWithItsReason() throws IOException {
        String page = Files.readString(Modules.ROOT.resolve("docs/api.md"));
        int split = page.indexOf("To extend by:");
        Set<String> types = rows(page.substring(0, split));
        int eventStore = page.indexOf("Of the event store:");
        int mappings = page.indexOf("Of mappings:");
        Set<String> toExtendBy = rows(page.substring(split, mappings));
        Set<String> ofMappings = rows(page.substring(mappings, eventStore));
        int archive = page.indexOf("Of the archive:");
        int sagas = page.indexOf("Of sagas, in");
        Set<String> ofTheEventStore = rows(page.substring(eventStore, sagas));
        int streaming = page.indexOf("Of stream processing, in");
        Set<String> ofSagas = rows(page.substring(sagas, streaming));
        Set<String> ofStreaming = rows(page.substring(streaming, archive));
        int registries = page.indexOf("Of schema registries,");
        Set<String> ofTheArchive = rows(page.substring(archive, registries));
        Set<String> ofRegistries = rows(page.substring(registries));

        assertThat(types).hasSizeLessThanOrEqualTo(MOST_TYPES);
        assertThat(toExtendBy).hasSizeLessThanOrEqualTo(MOST_TO_EXTEND_BY);
        assertThat(ofMappings)
                .hasSizeLessThanOrEqualTo(MOST_OF_MAPPINGS)
                .allMatch(type -> type.startsWith("dev.evenstep.mapping."));
        assertThat(ofTheEventStore)
                .hasSizeLessThanOrEqualTo(MOST_OF_THE_EVENT_STORE)
                .allMatch(type -> type.startsWith("dev.evenstep.eventstore."));
        assertThat(ofTheArchive)
                .hasSizeLessThanOrEqualTo(MOST_OF_THE_ARCHIVE)
                .allMatch(type -> type.startsWith("dev.evenstep.archive."));
        assertThat(ofSagas)
                .hasSizeLessThanOrEqualTo(MOST_OF_SAGAS)
                .allMatch(type -> type.startsWith("dev.evenstep.saga."));
        assertThat(ofRegistries)
                .hasSizeLessThanOrEqualTo(MOST_OF_REGISTRIES)
                .allMatch(type -> type.startsWith("dev.evenstep.registry."));
        assertThat(ofStreaming)
                .hasSizeLessThanOrEqualTo(MOST_OF_STREAMING)
                .allMatch(type -> type.startsWith("dev.evenstep.streaming."));
        types.addAll(toExtendBy);
        types.addAll(ofRegistries);
        types.addAll(ofMappings);
        types.addAll(ofTheEventStore);
        types.addAll(ofSagas);
        types.addAll(ofStreaming);
        types.addAll(ofTheArchive);
        assertThat(api.stream().filter(JavaClass::isTopLevelClass).map(JavaClass::getName))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void noSignatureMentionsWhatIsInternal() {
        List<String> leaks = new ArrayList<>();
        for (JavaClass type : api) {
            for (JavaCodeUnit member : type.getCodeUnits()) {
                if (isForOthers(member.getModifiers()) && mentions(member).anyMatch(ApiTest::isInternal)) {
                    leaks.add(member.getFullName());
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void noSignatureMentionsAJsonLibraryButTheOneThatTakesItsModules() {
        assertThat(api.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(member -> isForOthers(member.getModifiers()))
                        .filter(member -> mentions(member)
                                .anyMatch(type -> type.getPackageName().startsWith("com.fasterxml.")))
                        .map(JavaCodeUnit::getName))
                .containsExactly("withJacksonModules");
    }

    /** What was released must not change unseen: whoever changes it records it anew, and the change is there to be reviewed. */
    @Test
    void everySignatureIsTheRecordedOne() throws IOException {
        List<String> signatures =
                api.stream().flatMap(ApiSignatures::of).sorted().toList();
        Path found = Files.createDirectories(Modules.ROOT.resolve("architecture/target"))
                .resolve("api.txt");
        Files.write(found, signatures);

        assertThat(signatures)
                .as("The API changed. Where that is meant, see docs/api.md on what may change when, say it in"
                        + " CHANGELOG.md, and record it: cp architecture/target/api.txt architecture/api.txt")
                .containsExactlyElementsOf(Files.readAllLines(Modules.ROOT.resolve("architecture/api.txt")));
    }

    private static boolean isForOthers(Set<JavaModifier> modifiers) {
        return modifiers.contains(PUBLIC) && !modifiers.contains(PRIVATE);
    }

    private static Stream<JavaClass> mentions(JavaCodeUnit member) {
        Stream<JavaType> types = Stream.concat(Stream.of(member.getReturnType()), member.getParameterTypes().stream());
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(INTERNAL);
    }

    private static Set<String> rows(String text) {
        Matcher rows = ROW.matcher(text);
        return rows.results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
