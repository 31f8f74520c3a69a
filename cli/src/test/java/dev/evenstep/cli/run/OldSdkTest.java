package dev.evenstep.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDKs that do not see where the local AWS is. */
class OldSdkTest {

    private static final String VERSION_INFO = "software/amazon/awssdk/core/util/VersionInfo.class";

    @TempDir
    private Path folder;

    @Test
    void everyOldSdkIsNamedWithItsFunctionsAndTheRemedy() throws IOException {
        zip("code.zip", "lib/sdk-core-2.17.107.jar", "");

        assertThat(OldSdk.suspected(stack()))
                .singleElement()
                .asString()
                .startsWith("AWS SDK for Java 2.17.107 ignores AWS_ENDPOINT_URL")
                .contains("2.28.1 or newer")
                .endsWith("It is in local-Other, local-Work");
    }

    @Test
    void fromTheFirstThatObeysOnNothingIsSaid() throws IOException {
        zip("code.zip", "lib/sdk-core-2.28.0.jar", "");
        assertThat(OldSdk.suspected(stack())).hasSize(1);

        zip("code.zip", "lib/sdk-core-2.28.1.jar", "");
        assertThat(OldSdk.suspected(stack())).isEmpty();
        zip("code.zip", "lib/sdk-core-2.100.0.jar", "");
        assertThat(OldSdk.suspected(stack())).isEmpty();
    }

    @Test
    void aShadedJarIsReadToo() throws IOException {
        assertThat(OldSdk.versions(zip("two.jar", VERSION_INFO, "\0\1SDK_VERSION\0\6" + "2.20.7\1")))
                .containsExactly("2.20.7");
        assertThat(OldSdk.versions(zip(
                        "one.jar", "com/amazonaws/sdk/versionInfo.properties", "platform=java\nversion=1.12.777\n")))
                .containsExactly("1.12.777");
    }

    @Test
    void aFolderIsReadAsSamBuildAndAsMavenLeavesIt() throws IOException {
        Path sam = folder.resolve("sam");
        write(sam.resolve("lib/aws-java-sdk-core-1.11.8.jar"));
        assertThat(OldSdk.versions(sam)).containsExactly("1.11.8");

        Path maven = folder.resolve("maven");
        write(maven.resolve("pom.xml"));
        write(maven.resolve("target/classes/A.class"));
        write(maven.resolve("target/dependency/sdk-core-2.21.0.jar"));
        assertThat(OldSdk.versions(maven)).containsExactly("2.21.0");
    }

    @Test
    void codeThatIsNotThereIsNotOurs() {
        assertThat(OldSdk.versions(folder.resolve("none.jar"))).isEmpty();
    }

    private static void write(Path file) throws IOException {
        Path unusedFolder = Files.createDirectories(file.getParent());
        Path unused = Files.writeString(file, "");
    }

    @CanIgnoreReturnValue
    private Path zip(String name, String entry, String content) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
        return file;
    }

    private Stack stack() throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Work:
                    Type: AWS::Serverless::Function
                    Properties: { Runtime: java21, CodeUri: code.zip, Handler: work.Handler }
                  Other:
                    Type: AWS::Serverless::Function
                    Properties: { Runtime: java21, CodeUri: code.zip, Handler: work.Other }
                """);
        return Templates.read(template, TemplateOptions.defaults());
    }
}
