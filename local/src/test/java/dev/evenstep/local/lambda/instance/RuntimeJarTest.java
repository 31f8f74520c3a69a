package dev.evenstep.local.lambda.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeJarTest {

    private static final String CLIENT = "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class";

    @TempDir
    private Path folder;

    private static Path clientJar() throws Exception {
        return Path.of(AWSLambda.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** A class path folder with the client, and with what functions must not see. */
    private Path unpacked() throws Exception {
        Path classes = folder.resolve("classes");
        try (FileSystem jar = FileSystems.newFileSystem(clientJar(), Map.of());
                Stream<Path> files = Files.walk(jar.getPath("/com"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(classes.resolve(file.toString().substring(1)), Files.readAllBytes(file));
            }
        }
        write(classes.resolve("dev/evenstep/local/LocalAws.class"), new byte[] {1});
        write(classes.resolve("com/amazonaws/services/lambda/runtime/events/SQSEvent.class"), new byte[] {1});
        return classes;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }

    private static List<String> entries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void fromAFolderOnlyTheClientIsPacked() throws Exception {
        Path jar = RuntimeJar.pack(unpacked(), folder);

        assertThat(entries(jar))
                .contains(CLIENT)
                .noneMatch(name -> name.contains("evenstep") || name.contains("SQSEvent"));
    }

    @Test
    void fromAJarThatHoldsMoreItIsPackedOnceForEachVersion() throws Exception {
        Path first = RuntimeJar.pack(clientJar(), folder);
        Path second = RuntimeJar.pack(clientJar(), folder);

        assertThat(second).isEqualTo(first);
        assertThat(entries(first)).contains(CLIENT).noneMatch(name -> name.startsWith("META-INF/maven"));
    }

    @Test
    void everyPartOfTheRuntimeIsFoundOnOurClassPath() {
        RuntimeFiles files = RuntimeFiles.prepare(folder);

        assertThat(files.classPath())
                .allSatisfy(jar -> assertThat(jar.toString()).endsWith(".jar"))
                .extracting(jar -> jar.getFileName().toString().replaceAll("-[0-9a-f.]+\\.jar", ""))
                .containsExactly(
                        "launcher",
                        "aws-lambda-java-core",
                        "aws-lambda-java-serialization",
                        "aws-lambda-java-runtime-interface-client",
                        "utils-lite");
        assertThat(files.nativeLibrary()).isRegularFile();
        assertThat(RuntimeFiles.prepare(folder)).isEqualTo(files);
    }
}
