package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.lambda.instance.InstanceSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static InstanceSettings instances(Path javaHome, Path folder, Duration initLimit) {
        return new InstanceSettings(
                javaHome, folder, () -> URI.create("http://127.0.0.1:4566"), initLimit, false, InstantSource.system());
    }

    @Test
    void badOptionsAreRefusedByName(@TempDir Path folder) {
        Path home = Path.of(System.getProperty("java.home"));
        InstanceSettings good = instances(home, folder, Duration.ofSeconds(1));
        List<Duration> delays = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThatThrownBy(() -> RunnerFixture.options(good, 0))
                .hasMessage("instancesPerFunction must be at least 1, was 0");
        assertThatThrownBy(() ->
                        new LambdaOptions(good, 1, Duration.ZERO, delays, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("firstStartDelay");
        assertThatThrownBy(
                        () -> new LambdaOptions(good, 1, Duration.ofSeconds(-1), delays, Duration.ZERO, Duration.ZERO))
                .hasMessage("scaleOutAfter must be at least 0, was PT-1S");
        assertThatThrownBy(() -> instances(home, folder, Duration.ZERO))
                .hasMessage("initLimit must be positive, was PT0S");
        assertThatThrownBy(() -> instances(folder, folder, Duration.ofSeconds(1)))
                .hasMessage("javaHome " + folder + " has no bin/java: name the folder of a JDK");
    }

    @Test
    void aJdkThatIsTooOldIsRefusedByName(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("jdk-17");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("bin/java"), "");
        assertThat(home.resolve("bin/java").toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.12\"\n");
        RunnerFixture fixture = new RunnerFixture(folder);
        LambdaOptions options = RunnerFixture.options(instances(home, folder, Duration.ofSeconds(1)));

        assertThatThrownBy(() -> fixture.runner(options))
                .hasMessage("javaHome " + home + " is Java 17, functions run on 21 or newer here");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "orders,orders,-",
                "orders:live,orders,live",
                "orders:$LATEST,orders,$LATEST",
                "000000000000:function:orders,orders,-",
                "function:orders,orders,-",
                "arn:aws:lambda:eu-central-1:000000000000:function:orders,orders,-",
                "arn:aws:lambda:eu-central-1:000000000000:function:orders:12,orders,12",
                "arn:aws-us-gov:lambda:us-gov-west-1:000000000000:function:a_b-c:x,a_b-c,x"
            })
    void aFunctionsNameHasManyForms(String text, String name, String qualifier) {
        assertThat(FunctionName.of(text)).isEqualTo(new FunctionName(name, qualifier));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "orders:", "a:b:c:d", "arn:aws:sqs:eu-central-1:000000000000:orders"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> FunctionName.of(text))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
    }
}
