package dev.evenstep.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.local.template.language.TemplateException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeLocationTest {

    @TempDir
    Path folder;

    private static String function(String code, String metadata) {
        return """
                {"Resources": {"F": {"Type": "AWS::Lambda::Function", "Metadata": %s,
                "Properties": {"Runtime": "java21", "Handler": "a.B", "Code": %s}}}}
                """.formatted(metadata, code);
    }

    private Path code(String code, String metadata, TemplateOptions options) throws Exception {
        var file = Files.writeString(folder.resolve("App.template.json"), function(code, metadata));
        return Templates.read(file, options).functions().getFirst().code();
    }

    @Test
    void aPathIsRelativeToTheTemplateAndNeedNotExist() throws Exception {
        assertThat(code("\"../x/a.jar\"", "{}", Folder.OPTIONS))
                .isEqualTo(folder.resolveSibling("x/a.jar").toAbsolutePath());
        assertThat(code("\"/opt/a.jar\"", "{}", Folder.OPTIONS)).isEqualTo(Path.of("/opt/a.jar"));
    }

    @Test
    void anAssetOfTheCdkIsRelativeToTheTemplateToo() throws Exception {
        var uploaded = "{\"S3Bucket\": {\"Fn::Sub\": \"b-${AWS::AccountId}\"}, \"S3Key\": \"1.jar\"}";

        assertThat(code(uploaded, "{\"aws:asset:path\": \"asset.1.jar\"}", Folder.OPTIONS))
                .isEqualTo(folder.resolve("asset.1.jar").toAbsolutePath());
    }

    @Test
    void anAssetThatTheTemplateDoesNotNameIsInTheManifest() throws Exception {
        Files.writeString(folder.resolve("App.assets.json"), """
                {"files": {"0": {"source": {"path": "no.jar"}, "destinations": {"d": {"objectKey": "0.jar"}}},
                           "1": {"source": {"path": "asset.1.jar"}, "destinations": {"d": {"objectKey": "1.jar"}}}}}
                """);

        assertThat(code("{\"S3Bucket\": \"b\", \"S3Key\": \"1.jar\"}", "{}", Folder.OPTIONS))
                .isEqualTo(folder.resolve("asset.1.jar").toAbsolutePath());
    }

    @Test
    void whatTheCallerSaysGoesFirst() throws Exception {
        var options = Folder.OPTIONS.withCode("F", Path.of("/jars/f.jar"));

        assertThat(code("{\"S3Bucket\": \"b\", \"S3Key\": \"1.jar\"}", "{}", options))
                .isEqualTo(Path.of("/jars/f.jar"));
        assertThat(code("\"a.jar\"", "{}", options)).isEqualTo(Path.of("/jars/f.jar"));
    }

    @Test
    void codeThatIsNowhereIsRefusedWithTheRemedy() throws Exception {
        Files.writeString(folder.resolve("App.assets.json"), "no json at all");

        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> code("{\"S3Bucket\": \"b\", \"S3Key\": \"1.jar\"}", "{}", Folder.OPTIONS))
                .withMessageContaining("F.Code: leads to no file, and there is no S3 locally; name a jar for F");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> code("\"a\\u0000b\"", "{}", Folder.OPTIONS))
                .withMessageContaining("which is no path");
    }
}
