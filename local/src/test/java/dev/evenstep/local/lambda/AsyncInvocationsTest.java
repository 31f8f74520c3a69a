package dev.evenstep.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events that nobody waits for. */
class AsyncInvocationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILED = "arn:aws:sqs:eu-central-1:000000000000:failed";
    private static final String DONE = "arn:aws:sqs:eu-central-1:000000000000:done";

    @TempDir
    private Path folder;

    private static FunctionSpec.Async async(int retries) {
        return new FunctionSpec.Async(retries, Duration.ofHours(6), FAILED, DONE);
    }

    private static long starts(RunnerFixture fixture) {
        return fixture.lines.stream().filter(line -> line.startsWith("START")).count();
    }

    @Test
    void aSuccessIsToldToItsDestinationAndForgotten() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withAsync(fixture.function("f", "Switchboard"), async(2));
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            runner.invokeAsynchronously("f", "{\"order\":1}");
            await().until(() -> fixture.journal.open("invoke").isEmpty());
        }
        assertThat(fixture.sent).singleElement().satisfies(sent -> {
            assertThat(sent.arn()).isEqualTo(DONE);
            JsonNode record = JSON.readTree(sent.body());
            assertThat(record.path("requestContext").path("condition").asText()).isEqualTo("Success");
            assertThat(record.path("requestPayload")).isEqualTo(JSON.readTree("{\"order\":1}"));
            assertThat(record.path("responsePayload")).isEqualTo(JSON.readTree("{\"order\":1}"));
            assertThat(record.path("responseContext").has("functionError")).isFalse();
        });
    }

    @Test
    void aFailureIsTriedTwiceMoreUnderTheSameRequestIdAndThenGivenUp() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withAsync(fixture.function("f", "Switchboard"), async(2));
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            runner.invokeAsynchronously("f", "{\"do\":\"fail\"}");
            await().until(() -> fixture.journal.open("invoke").isEmpty());
        }
        RunnerFixture.Sent sent = fixture.sent.getFirst();
        JsonNode record = JSON.readTree(sent.body());
        String requestId = record.path("requestContext").path("requestId").asText();
        assertThat(sent.arn()).isEqualTo(FAILED);
        assertThat(record).isEqualTo(JSON.readTree("""
                        {
                          "version": "1.0",
                          "timestamp": "%s",
                          "requestContext": {
                            "requestId": "%s",
                            "functionArn": "arn:aws:lambda:eu-central-1:000000000000:function:f:$LATEST",
                            "condition": "RetriesExhausted",
                            "approximateInvokeCount": 3
                          },
                          "requestPayload": {"do": "fail"},
                          "responseContext": {
                            "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"
                          },
                          "responsePayload": %s
                        }
                        """.formatted(
                        record.path("timestamp").asText(), requestId, record.path("responsePayload"))));
        assertThat(record.path("responsePayload").path("errorMessage").asText()).isEqualTo("told to fail");
        assertThat(fixture.lines)
                .filteredOn(line -> line.equals("START RequestId: " + requestId + " Version: $LATEST"))
                .hasSize(3);
    }

    @Test
    void noRetryMeansOneAttempt() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withAsync(fixture.function("f", "Switchboard"), async(0));
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            runner.invokeAsynchronously("f", "{\"do\":\"fail\"}");
            await().until(() -> !fixture.sent.isEmpty());
        }
        assertThat(starts(fixture)).isEqualTo(1);
        assertThat(fixture.sent.getFirst().body()).contains("\"approximateInvokeCount\":1");
    }

    @Test
    void anEventThatBecameTooOldIsNotRun() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withAsync(
                fixture.function("f", "Switchboard"), new FunctionSpec.Async(2, Duration.ofMinutes(1), FAILED, null));
        fixture.journal.accept(
                "invoke",
                List.of(
                        "{\"function\":\"f\",\"requestId\":\"6b2f9d50-6b2f-4d50-8b2f-9d506b2f9d50\",\"payload\":\"{}\"}"),
                Instant.now().minus(2, ChronoUnit.MINUTES));
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            runner.resume();
            await().until(() -> !fixture.sent.isEmpty());
        }
        JsonNode record = JSON.readTree(fixture.sent.getFirst().body());
        assertThat(record.path("requestContext").path("condition").asText()).isEqualTo("EventAgeExceeded");
        assertThat(record.path("requestContext").path("approximateInvokeCount").asInt())
                .isZero();
        assertThat(record.has("responseContext")).isFalse();
        assertThat(starts(fixture)).isZero();
    }

    @Test
    void eventsRunInTheOrderInWhichTheyWereAccepted() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withConcurrency(fixture.function("f", "Switchboard"), 1);
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            for (int i = 0; i < 20; i++) {
                runner.invokeAsynchronously("f", "{\"do\":\"print\",\"text\":\"event-%02d\",\"times\":1}".formatted(i));
            }
            await().until(() -> fixture.journal.open("invoke").isEmpty());
            await().until(() -> fixture.lines.stream()
                            .filter(line -> line.startsWith("event-"))
                            .count()
                    == 20);
        }
        assertThat(fixture.lines)
                .filteredOn(line -> line.startsWith("event-"))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj("event-%02d 0"::formatted)
                        .toList());
    }

    @Test
    void whatAnEarlierRunLeftIsRunAndWhatHasNoFunctionAnyMoreIsTold() {
        RunnerFixture fixture = new RunnerFixture(folder);
        try (FunctionRunner first = fixture.runner(fixture.options(), fixture.function("f", "Switchboard"))) {
            first.invokeAsynchronously("f", "{\"do\":\"hang\"}");
            await().until(() -> starts(fixture) == 1);
        }
        fixture.journal.accept(
                "invoke", List.of("{\"function\":\"gone\",\"requestId\":\"x\",\"payload\":\"{}\"}"), Instant.now());
        assertThat(fixture.journal.open("invoke")).hasSize(2).allMatch(entry -> entry.attempts() == 0);

        FunctionSpec shorter = RunnerFixture.withAsync(
                RunnerFixture.withTimeout(fixture.function("f", "Switchboard"), Duration.ofMillis(700)), async(0));
        try (FunctionRunner second = fixture.runner(fixture.options(), shorter)) {
            second.resume();
            await().until(() -> fixture.journal.open("invoke").isEmpty());
        }
        assertThat(fixture.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).contains("Sandbox.Timedout"));
        assertThat(fixture.events)
                .extracting(FunctionEvent::text)
                .anyMatch(text -> text.contains("Function not found") && text.contains("gone"));
    }

    @Test
    void aDestinationThatRefusesIsTold() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withAsync(
                fixture.function("f", "Switchboard"),
                new FunctionSpec.Async(0, Duration.ofHours(6), "arn:aws:sqs:eu-central-1:000000000000:missing", null));
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            runner.invokeAsynchronously("f", "{\"do\":\"fail\"}");
            await().until(() -> fixture.journal.open("invoke").isEmpty());
        }
        assertThat(fixture.events)
                .extracting(FunctionEvent::text)
                .anyMatch(text ->
                        text.contains("did not take an invocation record: AWS.SimpleQueueService.NonExistentQueue"));
    }

    @Test
    void aBrokenFunctionUsesNoAttemptWhileItIsLeftAlone() {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec spec = RunnerFixture.withAsync(fixture.function("f", "Broken"), async(1));
        long begun = System.nanoTime();
        try (FunctionRunner runner = fixture.runner(fixture.options(), spec)) {
            runner.invokeAsynchronously("f", "{}");
            await().until(() -> !fixture.sent.isEmpty());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
        assertThat(fixture.lines)
                .filteredOn(line -> line.startsWith("INIT_START"))
                .hasSize(2);
    }
}
