package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.lambda.report.FunctionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller sees of a function that runs well or answers badly. */
class RunningFunctionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static RunnerFixture fixture;
    private static FunctionRunner runner;

    @BeforeAll
    static void start() throws IOException {
        fixture = new RunnerFixture(folder);
        Path zip = FunctionJar.writeWithLibrary(folder.resolve("with-library.zip"));
        runner = fixture.runner(
                fixture.options(),
                fixture.function("plain", "Switchboard"),
                RunnerFixture.withCode(fixture.function("library", "Switchboard"), zip));
    }

    @AfterAll
    static void stop() {
        runner.close();
    }

    private static JsonNode json(FunctionResult result) throws JsonProcessingException {
        assertThat(result.functionError()).isNull();
        return JSON.readTree(result.payload());
    }

    @Test
    void theAnswerIsTheFunctions() {
        FunctionResult result = runner.invoke("plain", "{\"a\":[1,\"ä€\",null]}");

        assertThat(result.payload()).isEqualTo("{\"a\":[1,\"ä€\",null]}");
        assertThat(result.failed()).isFalse();
    }

    @Test
    void aFunctionIsFoundByEveryFormOfItsName() throws JsonProcessingException {
        String arn = "arn:aws:lambda:eu-central-1:000000000000:function:plain";
        for (String name :
                List.of("plain", "plain:live", "plain:$LATEST", "plain:7", arn, "000000000000:function:plain")) {
            assertThat(json(runner.invoke(name, "{}")).isObject()).as(name).isTrue();
        }
        assertThat(json(runner.invoke(arn + ":live", "{\"do\":\"context\"}"))
                        .path("arn")
                        .asText())
                .isEqualTo(arn + ":live");
    }

    @Test
    void anUnknownFunctionOrAliasIsToldAsOnAws() {
        assertThatThrownBy(() -> runner.invoke("nobody", "{}"))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"))
                .hasMessage("Function not found: arn:aws:lambda:eu-central-1:000000000000:function:nobody");
        assertThatThrownBy(() -> runner.invoke("plain:other", "{}")).hasMessageEndingWith(":plain:other");
        assertThatThrownBy(() -> runner.invoke("no such name", "{}"))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
    }

    @Test
    void theEnvironmentIsLambdasAndNothingOfOurs() throws JsonProcessingException {
        JsonNode environment = json(runner.invoke("plain", "{\"do\":\"environment\"}"));

        assertThat(environment.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_DEFAULT_REGION",
                        "AWS_ENDPOINT_URL",
                        "AWS_EXECUTION_ENV",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_REGION",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "AWS_XRAY_CONTEXT_MISSING",
                        "LAMBDA_RUNTIME_DIR",
                        "LAMBDA_TASK_ROOT",
                        "LANG",
                        "PATH",
                        "TABLE",
                        "TZ",
                        "_HANDLER");
        assertThat(environment.path("TABLE").asText()).isEqualTo("orders");
        assertThat(environment.path("AWS_REGION").asText()).isEqualTo("eu-central-1");
        assertThat(environment.path("AWS_ENDPOINT_URL").asText()).isEqualTo("http://127.0.0.1:4566");
        assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).matches("[A-Za-z0-9]+");
    }

    @Test
    void theContextIsFilled() throws JsonProcessingException {
        FunctionResult result = runner.invoke("plain", "{\"do\":\"context\"}");
        JsonNode context = json(result);

        assertThat(context.path("requestId").asText()).isEqualTo(result.requestId());
        assertThat(context.path("remaining").asInt()).isBetween(1, 5000);
        assertThat(context.path("memory").asInt()).isEqualTo(256);
        assertThat(context.path("group").asText()).isEqualTo("/aws/lambda/plain");
        assertThat(context.path("stream").asText()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
        assertThat(context.path("trace").asText())
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    }

    @Test
    void theFunctionHasNoStandardInputNoHomeAndAnEmptyTaskFolder() throws JsonProcessingException {
        JsonNode process = json(runner.invoke("plain", "{\"do\":\"process\"}"));

        assertThat(process.path("input").asInt()).isEqualTo(-1);
        assertThat(process.path("home").asText()).doesNotContain(System.getProperty("user.home"));
        assertThat(Path.of(process.path("folder").asText())).isEmptyDirectory();
    }

    @Test
    void aZipWithLibrariesRunsFromItsUnpackedFolder() throws IOException {
        JsonNode process = json(runner.invoke("library", "{\"do\":\"process\"}"));

        Path task = Path.of(process.path("folder").asText());
        assertThat(task.resolve("config/greeting.txt")).hasContent("hello");
        assertThat(Files.exists(task.resolve("lib/samples.jar"))).isTrue();
    }

    @Test
    void aWarmInstanceIsUsedAgain() throws JsonProcessingException {
        JsonNode first = json(runner.invoke("plain", "{\"do\":\"process\"}"));
        JsonNode second = json(runner.invoke("plain", "{\"do\":\"process\"}"));

        assertThat(second.path("pid")).isEqualTo(first.path("pid"));
        assertThat(second.path("invocation").asInt())
                .isEqualTo(first.path("invocation").asInt() + 1);
    }

    @Test
    void aFailureIsLambdasErrorWithItsStack() throws JsonProcessingException {
        FunctionResult result = runner.invoke("plain", "{\"do\":\"fail\"}");

        JsonNode error = JSON.readTree(result.payload());
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(error.path("errorMessage").asText()).isEqualTo("told to fail");
        assertThat(error.path("stackTrace").get(0).asText()).contains("Switchboard.handleRequest");
    }

    @Test
    void anAnswerOverSixMegabytesIsRefusedAndTheInstanceStays() throws JsonProcessingException {
        long pid =
                json(runner.invoke("plain", "{\"do\":\"process\"}")).path("pid").asLong();

        FunctionResult result = runner.invoke("plain", "{\"do\":\"big\",\"size\":7000000}");

        assertThat(result.payload())
                .contains("Function.ResponseSizeTooLarge")
                .contains(
                        "Response payload size (7000002 bytes) exceeded maximum allowed payload size (6291556 bytes).");
        assertThat(json(runner.invoke("plain", "{\"do\":\"process\"}"))
                        .path("pid")
                        .asLong())
                .isEqualTo(pid);
    }

    @Test
    void anAnswerOfSixMegabytesPasses() throws JsonProcessingException {
        assertThat(json(runner.invoke("plain", "{\"do\":\"big\",\"size\":6000000}"))
                        .asText())
                .hasSize(6_000_000);
    }

    @Test
    void aRequestOverSixMegabytesIsRefused() {
        String payload = "\"" + "x".repeat(FunctionRunner.LARGEST_PAYLOAD) + "\"";

        assertThatThrownBy(() -> runner.invoke("plain", payload))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(413))
                .hasMessage("Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    }

    @Test
    void anEventOverOneMegabyteIsNotAccepted() {
        String payload = "\"" + "ä".repeat(FunctionRunner.LARGEST_EVENT / 2) + "\"";

        assertThatThrownBy(() -> runner.invokeAsynchronously("plain", payload))
                .hasMessage("Request must be smaller than 1048576 bytes for the InvokeFunction operation");
    }

    @Test
    void outputStandsBetweenStartAndEndInItsOrder() throws Exception {
        FunctionRunner.Invoked invoked =
                runner.invoke(FunctionName.of("plain"), "{\"do\":\"print\",\"text\":\"line\",\"times\":500}");
        invoked.logTail().get(20, TimeUnit.SECONDS);

        List<String> lines = List.copyOf(fixture.lines);
        int start = lines.indexOf("START RequestId: " + invoked.result().requestId() + " Version: $LATEST");
        assertThat(lines.subList(start + 1, start + 501)).startsWith("line 0").endsWith("line 499");
        assertThat(lines.get(start + 501))
                .isEqualTo("END RequestId: " + invoked.result().requestId());
        assertThat(lines.get(start + 502))
                .matches("REPORT RequestId: \\S+\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms"
                        + "\tMemory Size: 256 MB\tMax Memory Used: [1-9]\\d* MB.*");
    }

    @Test
    void theStackOfAFailureIsPartOfItsLogTail() throws Exception {
        FunctionRunner.Invoked invoked = runner.invoke(FunctionName.of("plain"), "{\"do\":\"fail\"}");

        assertThat(invoked.logTail().get(20, TimeUnit.SECONDS))
                .startsWith("START RequestId: " + invoked.result().requestId())
                .contains("java.lang.IllegalArgumentException: told to fail")
                .contains("REPORT RequestId: " + invoked.result().requestId());
    }

    @Test
    void aVeryLongLineComesInPieces() throws Exception {
        String text = "y".repeat(600_000);
        FunctionRunner.Invoked invoked =
                runner.invoke(FunctionName.of("plain"), "{\"do\":\"print\",\"text\":\"" + text + "\",\"times\":1}");
        invoked.logTail().get(20, TimeUnit.SECONDS);

        List<String> pieces =
                fixture.lines.stream().filter(line -> line.startsWith("yyy")).toList();
        assertThat(pieces).hasSize(3);
        assertThat(String.join("", pieces)).isEqualTo(text + " 0");
    }

    @Test
    void nothingIsReadyUntilPrewarmedAndThenItIs(@TempDir Path own) {
        RunnerFixture prewarmed = new RunnerFixture(own);
        try (FunctionRunner warm = prewarmed.runner(
                prewarmed.options(), prewarmed.function("one", "Switchboard"), prewarmed.function("two", "Nobody"))) {
            var starts = warm.prewarm();

            assertThat(starts).containsOnlyKeys("one", "two");
            assertThat(starts.get("one")).succeedsWithin(Duration.ofSeconds(30)).isNotEqualTo(Duration.ZERO);
            assertThat(starts.get("two"))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withMessageContaining("has no class for the handler dev.evenstep.local.lambda.samples.Nobody")
                    .withMessageContaining("correct Handler in the template");
            await().until(() -> prewarmed.events.stream()
                    .map(Object::toString)
                    .anyMatch(text -> text.startsWith("Started[function=one")));
        }
    }

    /** Functions are prewarmed one after the other, and the next in line may come to it when all are being shut down. */
    @Test
    void whatIsShutDownIsNotPrewarmed(@TempDir Path own) {
        RunnerFixture closed = new RunnerFixture(own);
        FunctionRunner shut = closed.runner(closed.options(), closed.function("one", "Switchboard"));
        shut.close();

        assertThat(shut.prewarm().get("one")).isCompletedExceptionally();
    }

    @Test
    void aClassThatIsMissingIsTheInvocationsErrorAsOnLambda(@TempDir Path own) {
        RunnerFixture missing = new RunnerFixture(own);
        try (FunctionRunner lost = missing.runner(missing.options(), missing.function("lost", "Nobody"))) {
            assertThat(lost.invoke("lost", "{}").payload())
                    .contains("\"errorMessage\":\"Class not found: dev.evenstep.local.lambda.samples.Nobody\"")
                    .contains("\"errorType\":\"java.lang.ClassNotFoundException\"");
        }
    }

    @Test
    void aJarThatIsMissingIsToldWithItsRemedy(@TempDir Path own) {
        RunnerFixture missing = new RunnerFixture(own);
        Path jar = own.resolve("target/place-order.jar");
        try (FunctionRunner lost = missing.runner(
                missing.options(), RunnerFixture.withCode(missing.function("lost", "Switchboard"), jar))) {
            assertThat(lost.invoke("lost", "{}").payload())
                    .contains(jar + " is missing or is no readable jar")
                    .contains("build the function first");
        }
    }

    @Test
    void aNewBuildReplacesTheRunningOne(@TempDir Path own) throws IOException {
        RunnerFixture rebuilt = new RunnerFixture(own);
        try (FunctionRunner again = rebuilt.runner(rebuilt.options(), rebuilt.function("f", "Switchboard"))) {
            long before =
                    json(again.invoke("f", "{\"do\":\"process\"}")).path("pid").asLong();
            Files.writeString(rebuilt.jar, "half a jar");
            long meanwhile =
                    json(again.invoke("f", "{\"do\":\"process\"}")).path("pid").asLong();
            FunctionJar.writeWithLibrary(rebuilt.jar);
            JsonNode after = json(again.invoke("f", "{\"do\":\"process\"}"));

            assertThat(meanwhile).isEqualTo(before);
            assertThat(after.path("pid").asLong()).isNotEqualTo(before);
            assertThat(Path.of(after.path("folder").asText(), "lib")).exists();
        }
    }

    @Test
    void aReloadReplacesWhatIsIdleWhenAJarOrAFolderIsWhole(@TempDir Path own) throws IOException {
        RunnerFixture rebuilt = new RunnerFixture(own);
        Path classes = Files.createDirectories(own.resolve("classes"));
        Files.createDirectories(classes.resolve("lib"));
        Files.copy(rebuilt.jar, classes.resolve("lib/samples.jar"));
        try (FunctionRunner again = rebuilt.runner(
                rebuilt.options(),
                rebuilt.function("jar", "Switchboard"),
                RunnerFixture.withCode(rebuilt.function("folder", "Switchboard"), classes))) {
            assertThat(again.invoke("jar", "{\"do\":\"process\"}").failed()).isFalse();
            assertThat(again.invoke("folder", "{\"do\":\"process\"}").failed()).isFalse();

            Files.writeString(rebuilt.jar, "half a jar");
            Path written = Files.writeString(classes.resolve("written"), "this moment");
            again.reload();
            assertThat(reloaded(rebuilt)).isEmpty();

            FunctionJar.writeWithLibrary(rebuilt.jar);
            FileTime aWhileAgo = FileTime.from(Instant.now().minusSeconds(2));
            for (Path file : List.of(written, classes, classes.resolve("lib"), classes.resolve("lib/samples.jar"))) {
                Path unused = Files.setLastModifiedTime(file, aWhileAgo);
            }
            again.reload();
            assertThat(reloaded(rebuilt)).containsExactly("jar", "folder");
        }
    }

    private static List<String> reloaded(RunnerFixture of) {
        return of.events.stream()
                .filter(FunctionEvent.CodeReplaced.class::isInstance)
                .map(FunctionEvent::function)
                .toList();
    }

    @Test
    void reservedVariablesCannotBeOverriddenAndTheEndpointCan(@TempDir Path own) throws JsonProcessingException {
        RunnerFixture other = new RunnerFixture(own);
        var spec = RunnerFixture.withEnvironment(
                other.function("f", "Switchboard"), Map.of("AWS_REGION", "mars-1", "AWS_ENDPOINT_URL", "http://else"));
        try (FunctionRunner overriding = other.runner(other.options(), spec)) {
            JsonNode environment = json(overriding.invoke("f", "{\"do\":\"environment\"}"));

            assertThat(environment.path("AWS_REGION").asText()).isEqualTo("eu-central-1");
            assertThat(environment.path("AWS_ENDPOINT_URL").asText()).isEqualTo("http://else");
        }
    }
}
