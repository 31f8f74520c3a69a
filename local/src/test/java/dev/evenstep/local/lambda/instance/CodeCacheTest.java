package dev.evenstep.local.lambda.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCacheTest {

    private static final int FUNCTIONS = 8;
    private static final int ROUNDS = 40;

    @TempDir
    private Path folder;

    @Test
    void functionsThatStartTogetherDoNotDisturbEachOther() throws Exception {
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < FUNCTIONS; i++) {
            jars.add(zip("function-" + i + ".jar", "A.class"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                CodeCache cache = new CodeCache(folder.resolve("cache-" + round));
                List<Future<FunctionCode>> prepared = jars.stream()
                        .map(jar -> threads.submit(() -> cache.prepare(jar)))
                        .toList();
                for (Future<FunctionCode> code : prepared) {
                    assertThat(code.get().classPath()).allMatch(Files::isRegularFile);
                }
            }
        }
    }

    @Test
    void aZipWithLibrariesIsUnpackedAndAJarIsCopied() throws Exception {
        CodeCache cache = new CodeCache(folder.resolve("cache"));

        FunctionCode unpacked = cache.prepare(zip("unpacked.zip", "A.class", "lib/library.jar"));
        FunctionCode copied = cache.prepare(zip("copied.jar", "A.class"));

        assertThat(unpacked.classPath()).isEmpty();
        assertThat(unpacked.taskFolder().resolve("lib/library.jar")).isRegularFile();
        assertThat(copied.classPath()).hasSize(1);
    }

    @Test
    void whatWasReplacedIsRemovedADayLater() throws Exception {
        Path cached = folder.resolve("cache");
        CodeCache cache = new CodeCache(cached);
        FunctionCode first = cache.prepare(zip("function.jar", "A.class"));
        FunctionCode second = cache.prepare(zip("function.jar", "A.class", "B.class"));
        assertThat(children(cached)).hasSize(2);

        Files.setLastModifiedTime(folderOf(first), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        FunctionCode third = cache.prepare(zip("function.jar", "A.class", "B.class", "C.class"));

        assertThat(children(cached)).containsExactlyInAnyOrder(folderOf(second), folderOf(third));
    }

    @Test
    void codeThatIsMissingOrUnreadableIsNamedWithTheRemedy() throws Exception {
        CodeCache cache = new CodeCache(folder.resolve("cache"));
        Path noZip = Files.writeString(folder.resolve("no-zip.jar"), "no zip");

        assertThatThrownBy(() -> cache.prepare(folder.resolve("missing.jar")))
                .hasMessageContaining("missing.jar")
                .hasMessageContaining("build the function first");
        assertThatThrownBy(() -> cache.prepare(noZip)).hasMessageContaining("no-zip.jar");
        assertThat(children(folder.resolve("cache"))).isEmpty();
    }

    @Test
    void anEntryThatLeadsOutOfTheFolderIsRefused() throws Exception {
        CodeCache cache = new CodeCache(folder.resolve("cache"));
        Path evil = zip("evil.zip", "lib/library.jar", "../../evil");

        assertThatThrownBy(() -> cache.prepare(evil)).hasMessageContaining("leads out of the folder");
    }

    private static Path folderOf(FunctionCode code) {
        return code.taskFolder().resolveSibling("");
    }

    private static List<Path> children(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.toList();
        }
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
