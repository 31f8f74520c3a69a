package dev.evenstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation shows code that exists, and links to files that are there. */
class DocumentationTest {

    /** A code block that names the file it is taken from. */
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- from ([^ ]+) -->\\s*```\\w+\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern JAVA_BLOCK = Pattern.compile("(<!-- from [^ ]+ -->\\s*)?```java\\n");
    private static final Pattern ANCHORED = Pattern.compile("\\]\\((?!https?://)([^)#]*)#([^)]+)\\)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @MethodSource("pages")
    void everyJavaBlockIsTakenFromAFile(Path page) {
        Matcher blocks = JAVA_BLOCK.matcher(text(page));
        while (blocks.find()) {
            assertThat(blocks.group(1))
                    .as("a block of %s says where it is from", page)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippetStandsInItsFile(Path page) {
        Matcher snippets = SNIPPET.matcher(text(page));
        while (snippets.find()) {
            Path source = Modules.ROOT.resolve(snippets.group(1));
            assertThat(withoutIndentation(text(source)))
                    .as("%s, shown in %s", source, page)
                    .contains(withoutIndentation(snippets.group(2)));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(text(page));
        while (links.find()) {
            Path folder = page.getParent();
            if (folder == null || !Files.exists(folder.resolve(links.group(1)))) {
                broken.add(links.group(1));
            }
        }
        assertThat(broken).as("links of %s", page).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyAnchorIsAHeading(Path page) {
        List<String> broken = new ArrayList<>();
        Matcher links = ANCHORED.matcher(text(page));
        while (links.find()) {
            Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
            if (target.toString().endsWith(".md") && !anchors(target).contains(links.group(2))) {
                broken.add(links.group());
            }
        }
        assertThat(broken).as("anchors of %s", page).isEmpty();
    }

    @Test
    void everyPageIsOnTheReadmesList() {
        String readme = text(Modules.ROOT.resolve("README.md"));

        assertThat(pages().filter(page -> page.getParent().equals(Modules.ROOT.resolve("docs"))))
                .allSatisfy(page -> assertThat(readme).contains("](docs/" + page.getFileName() + ")"));
    }

    @Test
    void everyPageIsInTheSitesNavigation() {
        Path docs = Modules.ROOT.resolve("docs");
        String navigation = text(Modules.ROOT.resolve(".ci/mkdocs.yml"));

        assertThat(pages().filter(page -> page.startsWith(docs)))
                .isNotEmpty()
                .allSatisfy(page ->
                        assertThat(navigation).contains(docs.relativize(page).toString()));
    }

    @Test
    void theReadmesFirstCodeIsAHandlerOfAtMostTwentyLines() {
        Matcher snippets = SNIPPET.matcher(text(Modules.ROOT.resolve("README.md")));

        assertThat(snippets.find()).isTrue();
        assertThat(snippets.group(2).lines().count()).isLessThanOrEqualTo(20);
    }

    static Stream<Path> pages() {
        try (Stream<Path> files = Files.walk(Modules.ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.evenstep/")
                            && !file.toString().contains("/node_modules/"))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As GitHub and the site make them of headings. */
    private static Set<String> anchors(Path page) {
        return text(page)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutIndentation(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + "\n" + line);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
