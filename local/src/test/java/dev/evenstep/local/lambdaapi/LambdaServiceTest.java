package dev.evenstep.local.lambdaapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.kinesis.Kinesis;
import dev.evenstep.kinesis.KinesisOptions;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.gateway.Gateway;
import dev.evenstep.local.lambda.FunctionRunner;
import dev.evenstep.local.lambda.RunnerFixture;
import dev.evenstep.local.mapping.MappingOptions;
import dev.evenstep.local.mapping.Mappings;
import dev.evenstep.local.mapping.Sources;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.sqs.Sqs;
import dev.evenstep.sqs.SqsOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The Lambda API through AWS's own client. */
class LambdaServiceTest {

    private static final String ARN = "arn:aws:lambda:eu-central-1:000000000000:function:";
    private static final String QUEUE = "arn:aws:sqs:eu-central-1:000000000000:orders";
    private static final String FIFO = "arn:aws:sqs:eu-central-1:000000000000:orders.fifo";
    private static final String STREAM = "arn:aws:dynamodb:eu-central-1:000000000000:table/t/stream/2026";
    private static final List<String> IDS = List.of(
            "00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-000000000002",
            "00000000-0000-4000-8000-000000000003",
            "00000000-0000-4000-8000-000000000004");

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    private static Path folder;

    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static Gateway gateway;
    private static LambdaClient client;
    private static Mappings mappings;

    @BeforeAll
    static void start() throws Exception {
        RunnerFixture fixture = new RunnerFixture(folder);
        FunctionSpec first = fixture.function("first", "Switchboard");
        FunctionSpec second = fixture.function("second", "Switchboard");
        FunctionSpec third = RunnerFixture.withAsync(
                fixture.function("third", "Switchboard"),
                new FunctionSpec.Async(1, Duration.ofMinutes(5), QUEUE, null));
        FunctionRunner runner = open(fixture.runner(fixture.options(), first, second, third));
        mappings = open(new Mappings(
                List.of(
                        mapping(0, "first", QUEUE, null),
                        mapping(1, "first", FIFO, null),
                        mapping(
                                2,
                                "second",
                                STREAM,
                                new MappingSpec.Stream("LATEST", true, 3, Duration.ofMinutes(5), 2, FIFO)),
                        mapping(3, "third", QUEUE + "-changed", null)),
                new Sources(
                        runner,
                        Sqs.start(SqsOptions.memory(NOWHERE)),
                        open(DynamoDb.start(DynamoDbOptions.defaults())),
                        open(Kinesis.start(KinesisOptions.defaults())),
                        Brokers.none(),
                        fixture.journal,
                        fixture.destinations(),
                        event -> {},
                        open(TimeSource.system())),
                MappingOptions.defaults()));
        gateway = open(Gateway.open(0));
        gateway.serve(new TreeMap<>(Map.of("lambda", new LambdaService(runner, mappings))), JsonTrees::object);
        client = open(LambdaClient.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.create())
                .build());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable one : OPENED.reversed()) {
            one.close();
        }
    }

    private static <T extends AutoCloseable> T open(T one) {
        OPENED.add(one);
        return one;
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    /** Disabled, so that nothing reads the sources, which are not there. */
    private static MappingSpec mapping(int id, String function, String source, MappingSpec.@Nullable Stream stream) {
        return new MappingSpec(IDS.get(id), function, source, false, 10, Duration.ZERO, null, List.of(), true, stream);
    }

    private static Filter pattern(String pattern) {
        return Filter.builder().pattern(pattern).build();
    }

    private static InvokeResponse invoke(String function, String payload) {
        return client.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    @Test
    void invokeAnswersWithTheFunctionsAnswer() {
        InvokeResponse response = invoke("first", "{\"a\":1}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.payload().asUtf8String()).isEqualTo("{\"a\":1}");
        assertThat(response.executedVersion()).isEqualTo("$LATEST");
        assertThat(response.functionError()).isNull();
        assertThat(response.logResult()).isNull();
    }

    @Test
    void invokeTakesEveryFormOfAName() {
        for (String name : List.of(ARN + "first", ARN + "first:live", "000000000000:function:first", "first:$LATEST")) {
            assertThat(invoke(name, "{}").statusCode()).as(name).isEqualTo(200);
        }
        assertThat(client.invoke(request -> request.functionName("first").qualifier("live"))
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> client.invoke(
                        request -> request.functionName("first:live").qualifier("other")))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void aFunctionsFailureIsToldInTheHeaderAndTheLogOnRequest() {
        InvokeResponse response = client.invoke(request -> request.functionName("first")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"do\":\"fail\"}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("told to fail");
        assertThat(new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8))
                .startsWith("START RequestId: ")
                .contains("told to fail")
                .contains("REPORT RequestId: ");
    }

    @Test
    void eventsAreAcceptedAndDryRunsDoNothing() {
        assertThat(client.invoke(request -> request.functionName("first").invocationType(InvocationType.EVENT))
                        .statusCode())
                .isEqualTo(202);
        assertThat(client.invoke(request -> request.functionName("first").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThatThrownBy(() ->
                        client.invoke(request -> request.functionName("first").invocationType("Later")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Unsupported invocation type: Later");
    }

    @Test
    void whatIsNoJsonOrTooLargeIsRefused() {
        assertThatThrownBy(() -> invoke("first", "{\"a\":")).isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() -> invoke("first", "hello")).isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() -> invoke("first", "\"" + "x".repeat(6 * 1024 * 1024) + "\""))
                .isInstanceOf(RequestTooLargeException.class);
        assertThatThrownBy(() -> client.invoke(request -> request.functionName("first")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("\"" + "x".repeat(1024 * 1024) + "\""))))
                .isInstanceOf(RequestTooLargeException.class);
    }

    @Test
    void anUnknownFunctionIsNotFoundAsOnAws() throws Exception {
        assertThatThrownBy(() -> invoke("nobody", "{}"))
                .isInstanceOfSatisfying(
                        ResourceNotFoundException.class,
                        e -> assertThat(e.type()).isEqualTo("User"))
                .hasMessageContaining("Function not found: " + ARN + "nobody");

        HttpResponse<String> raw;
        try (HttpClient http = HttpClient.newHttpClient()) {
            raw = http.send(
                    HttpRequest.newBuilder(gateway.endpoint().resolve("/2015-03-31/functions/nobody"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        assertThat(raw.statusCode()).isEqualTo(404);
        assertThat(raw.headers().firstValue("x-amzn-errortype")).contains("ResourceNotFoundException");
        assertThat(raw.body()).isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "nobody\"}");
    }

    @Test
    void functionsAreDescribed() {
        var function = client.getFunction(request -> request.functionName("first"));

        var configuration = function.configuration();
        assertThat(configuration.functionArn()).isEqualTo(ARN + "first");
        assertThat(configuration.handler()).isEqualTo("dev.evenstep.local.lambda.samples.Switchboard");
        assertThat(configuration.timeout()).isEqualTo(5);
        assertThat(configuration.memorySize()).isEqualTo(256);
        assertThat(configuration.environment().variables()).containsEntry("TABLE", "orders");
        assertThat(configuration.codeSize()).isPositive();
        assertThat(configuration.codeSha256()).hasSize(44);
        assertThat(configuration.lastModified()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
        assertThat(configuration.stateAsString()).isEqualTo("Active");
        assertThat(function.code().location()).startsWith("file:");
        assertThat(client.getFunctionConfiguration(
                                request -> request.functionName("first").qualifier("live"))
                        .functionArn())
                .isEqualTo(ARN + "first:live");
    }

    @Test
    void whatBecomesOfAsynchronousInvocationsIsToldWhereItIsNoDefault() {
        var third = client.getFunctionEventInvokeConfig(request -> request.functionName("third"));

        assertThat(third.maximumRetryAttempts()).isEqualTo(1);
        assertThat(third.maximumEventAgeInSeconds()).isEqualTo(300);
        assertThat(third.destinationConfig().onFailure().destination()).isEqualTo(QUEUE);
        assertThat(third.destinationConfig().onSuccess().destination()).isNull();
        assertThatThrownBy(() -> client.getFunctionEventInvokeConfig(request -> request.functionName("first")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("first doesn't have an EventInvokeConfig");
    }

    @Test
    void functionsAreListedPageByPage() {
        assertThat(client.listFunctions().functions())
                .extracting(function -> function.functionName())
                .containsExactly("first", "second", "third");
        var page = client.listFunctions(request -> request.maxItems(2));
        assertThat(page.functions()).hasSize(2);
        assertThat(client.listFunctions(request -> request.marker(page.nextMarker()))
                        .functions())
                .extracting(function -> function.functionName())
                .containsExactly("third");
        assertThat(client.listFunctionsPaginator(request -> request.maxItems(1)).functions())
                .hasSize(3);
        assertThatThrownBy(() -> client.listFunctions(request -> request.marker("nonsense")))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> client.listFunctions(request -> request.maxItems(0)))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void theAccountIsDescribed() {
        var settings = client.getAccountSettings();

        assertThat(settings.accountLimit().concurrentExecutions()).isEqualTo(1000);
        assertThat(settings.accountUsage().functionCount()).isEqualTo(3);
    }

    @Test
    void mappingsAreListedByFunctionAndSource() {
        assertThat(client.listEventSourceMappings().eventSourceMappings())
                .extracting(EventSourceMappingConfiguration::uuid)
                .containsExactlyElementsOf(IDS);
        assertThat(client.listEventSourceMappings(request -> request.functionName(ARN + "first:live"))
                        .eventSourceMappings())
                .hasSize(2);
        assertThat(client.listEventSourceMappings(request -> request.eventSourceArn(STREAM))
                        .eventSourceMappings())
                .extracting(EventSourceMappingConfiguration::uuid)
                .containsExactly(IDS.get(2));
        assertThat(client.listEventSourceMappingsPaginator(request -> request.maxItems(2))
                        .eventSourceMappings())
                .hasSize(4);
    }

    @Test
    void aMappingIsDescribed() {
        var mapping = client.getEventSourceMapping(request -> request.uuid(IDS.get(2)));

        assertThat(mapping.functionArn()).isEqualTo(ARN + "second:live");
        assertThat(mapping.eventSourceMappingArn())
                .isEqualTo("arn:aws:lambda:eu-central-1:000000000000:event-source-mapping:" + IDS.get(2));
        assertThat(mapping.eventSourceArn()).isEqualTo(STREAM);
        assertThat(mapping.startingPositionAsString()).isEqualTo("LATEST");
        assertThat(mapping.parallelizationFactor()).isEqualTo(2);
        assertThat(mapping.bisectBatchOnFunctionError()).isTrue();
        assertThat(mapping.maximumRecordAgeInSeconds()).isEqualTo(300);
        assertThat(mapping.maximumRetryAttempts()).isEqualTo(3);
        assertThat(mapping.destinationConfig().onFailure().destination()).isEqualTo(FIFO);
        assertThat(mapping.functionResponseTypes()).containsExactly(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
        assertThat(mapping.state()).isEqualTo("Disabled");
        assertThat(mapping.lastProcessingResult()).isEqualTo("No records processed");
        assertThat(mapping.lastModified()).isBetween(Instant.now().minusSeconds(300), Instant.now());
        assertThatThrownBy(() -> client.getEventSourceMapping(request -> request.uuid("nobody")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
    }

    @Test
    void aMappingIsChanged() {
        var changed = client.updateEventSourceMapping(request -> request.uuid(IDS.get(3))
                .batchSize(500)
                .maximumBatchingWindowInSeconds(3)
                .scalingConfig(scaling -> scaling.maximumConcurrency(5))
                .functionResponseTypes(List.of())
                .filterCriteria(criteria -> criteria.filters(pattern("{\"body\":{\"a\":[1]}}"))));

        assertThat(changed.batchSize()).isEqualTo(500);
        assertThat(changed.sdkHttpResponse().statusCode()).isEqualTo(202);
        MappingSpec spec = mappings.get(IDS.get(3)).spec();
        assertThat(spec.window()).isEqualTo(Duration.ofSeconds(3));
        assertThat(spec.maximumConcurrency()).isEqualTo(5);
        assertThat(spec.reportsItemFailures()).isFalse();
        assertThat(spec.filters()).containsExactly("{\"body\":{\"a\":[1]}}");

        var again = client.updateEventSourceMapping(
                request -> request.uuid(IDS.get(3)).enabled(true).functionName("second"));
        assertThat(again.state()).isEqualTo("Enabling");
        assertThat(again.functionArn()).isEqualTo(ARN + "second:live");
        assertThat(again.batchSize()).isEqualTo(500);
        assertThat(client.updateEventSourceMapping(
                                request -> request.uuid(IDS.get(3)).enabled(false))
                        .state())
                .isEqualTo("Disabling");
        await().until(() -> client.getEventSourceMapping(request -> request.uuid(IDS.get(3)))
                .state()
                .equals("Disabled"));
        client.updateEventSourceMapping(
                request -> request.uuid(IDS.get(3)).functionName("third").batchSize(10));
    }

    @Test
    void aStreamsSettingsAreChanged() {
        var changed = client.updateEventSourceMapping(request -> request.uuid(IDS.get(2))
                .maximumRetryAttempts(-1)
                .maximumRecordAgeInSeconds(-1)
                .parallelizationFactor(10)
                .bisectBatchOnFunctionError(false)
                .destinationConfig(destination -> destination.onFailure(failure -> failure.destination(QUEUE))));

        assertThat(changed.maximumRecordAgeInSeconds()).isEqualTo(-1);
        assertThat(changed.parallelizationFactor()).isEqualTo(10);
        assertThat(changed.bisectBatchOnFunctionError()).isFalse();
        assertThat(changed.destinationConfig().onFailure().destination()).isEqualTo(QUEUE);
        assertThat(client.updateEventSourceMapping(request -> request.uuid(IDS.get(2))
                                .maximumRetryAttempts(3)
                                .maximumRecordAgeInSeconds(300)
                                .parallelizationFactor(2)
                                .bisectBatchOnFunctionError(true)
                                .destinationConfig(
                                        destination -> destination.onFailure(failure -> failure.destination(FIFO))))
                        .maximumRetryAttempts())
                .isEqualTo(3);
    }

    @Test
    void badChangesAreRefusedByName() {
        refused(
                "MaximumBatchingWindowInSeconds must be greater than 0",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(0)).batchSize(11).maximumBatchingWindowInSeconds(0)));
        refused(
                "'batchSize'",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(0)).batchSize(10_001)));
        refused(
                "FIFO queue must be from 1 to 10, was 11",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(1)).batchSize(11)));
        refused(
                "not supported for FIFO",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(1)).maximumBatchingWindowInSeconds(1)));
        refused(
                "'scalingConfig.maximumConcurrency'",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(0)).scalingConfig(scaling -> scaling.maximumConcurrency(1))));
        refused(
                "ScalingConfig",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(2)).scalingConfig(scaling -> scaling.maximumConcurrency(2))));
        refused(
                "ParallelizationFactor",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(0)).parallelizationFactor(2)));
        refused(
                "'parallelizationFactor'",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(2)).parallelizationFactor(11)));
        refused(
                "MaximumRecordAgeInSeconds",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(2)).maximumRecordAgeInSeconds(30)));
        refused(
                "TumblingWindowInSeconds",
                () -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(2)).tumblingWindowInSeconds(30)));
        refused(
                "Invalid filter pattern definition",
                () -> client.updateEventSourceMapping(request ->
                        request.uuid(IDS.get(0)).filterCriteria(criteria -> criteria.filters(pattern("nonsense")))));
        assertThatThrownBy(() -> client.updateEventSourceMapping(
                        request -> request.uuid(IDS.get(0)).functionName("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static void refused(String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode())
                                .isIn("InvalidParameterValueException", "ValidationException"))
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNotServedIsToldWithWhatIs() {
        assertThatThrownBy(() -> client.deleteFunction(request -> request.functionName("first")))
                .isInstanceOf(LambdaException.class)
                .isInstanceOfSatisfying(
                        SdkServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(404))
                .hasMessageContaining("Served are Invoke, GetFunction");
    }
}
