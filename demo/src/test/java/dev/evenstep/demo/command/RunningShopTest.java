package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** What any client of AWS can do with a running shop. Effects are awaited for five seconds, so nothing else may run. */
@Isolated
class RunningShopTest {

    /** Placed and confirmed; of its fulfilment, two commands with their time-outs and its end. */
    private static final int EVENTS_OF_AN_ORDER = 7;

    /** Through seven functions, each of which runs for the first time. */
    private static final Duration WHOLE_WAY = Duration.ofSeconds(15);

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    @RegisterExtension
    static final RunningShop SHOP = new RunningShop();

    private final String order = "order-" + UUID.randomUUID();
    private final ShopTables tables = SHOP.tables();

    @Test
    void everythingIsListed() {
        assertThat(SHOP.clients().sqs().listQueues().queueUrls())
                .hasSize(18)
                .contains(SHOP.shop().queueUrl("place-order"), SHOP.shop().deadLetterQueueUrl("rules"));
        assertThat(SHOP.clients().dynamoDb().listTables().tableNames())
                .hasSize(12)
                .contains("running-events", "running-outbox", "running-parked");
        assertThat(SHOP.clients().eventBridge().listEventBuses(request -> {}).eventBuses())
                .extracting(EventBus::name)
                .contains("running-events");
        assertThat(SHOP.clients()
                        .eventBridge()
                        .listRules(request -> request.eventBusName("running-events"))
                        .rules())
                .hasSize(7);
        assertThat(SHOP.clients().lambda().listFunctions().functions())
                .extracting(FunctionConfiguration::functionName)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Project.FUNCTIONS.stream(),
                                Stream.of("sweep-outbox", "catch-up-order-log", "sweep-order-log", "show-orders"))
                        .map(function -> "running-" + function)
                        .toList());
        assertThat(SHOP.clients().lambda().listEventSourceMappings().eventSourceMappings())
                .hasSize(9);
    }

    @Test
    void theReportForPeopleNamesEverything() {
        String report = SHOP.report().text();

        assertThat(report).contains(SHOP.endpoint(), "ready; Ctrl-C ends it", "running-place-order.fifo");
        Project.FUNCTIONS.forEach(function -> assertThat(report).contains("running-" + function));
        tables.everything().keySet().forEach(table -> assertThat(report).contains("running-" + table));
        SHOP.report()
                .json()
                .path("notHonoured")
                .forEach(not -> assertThat(report)
                        .contains(not.path("why").textValue())
                        .contains(not.path("what").textValue().split("\\.(?=[^.]*$)")));
    }

    @Test
    void theCallersIdentityIsTheLocalAccount() {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(URI.create(SHOP.endpoint()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
        }
    }

    @Test
    void aCommandTakesEffectSoonAndItsRepetitionNone() {
        String command = Project.of(order, Project.sample("shop-web/PlaceOrder/v2-placed"));
        sendCommand(command);
        await().atMost(WHOLE_WAY).pollInterval(Duration.ofMillis(50)).until(this::isConfirmedEverywhere);
        Map<String, ?> before = tables.everythingOf(order);

        long duplicates = duplicatesOfPlaceOrder();
        sendCommand(command);
        awaitThat(() -> duplicatesOfPlaceOrder() > duplicates && SHOP.isQueueEmpty("place-order"));
        assertThat(tables.everythingOf(order)).isEqualTo(before);
    }

    private void sendCommand(String command) {
        String unused = SHOP.clients()
                .sqs()
                .sendMessage(request -> request.queueUrl(SHOP.shop().queueUrl("place-order"))
                        .messageBody(command)
                        .messageGroupId("customer-7")
                        .messageDeduplicationId(UUID.randomUUID().toString()))
                .messageId();
    }

    private boolean isConfirmedEverywhere() {
        return tables.viewOf(order).equals("CONFIRMED")
                && tables.statusOf(order).equals("CONFIRMED")
                && tables.auditLinesOf(order) == EVENTS_OF_AN_ORDER;
    }

    private static long duplicatesOfPlaceOrder() {
        FilterLogEventsResponse metrics = SHOP.clients()
                .logs()
                .filterLogEvents(request ->
                        request.logGroupName("/aws/lambda/running-place-order").filterPattern("{ $.duplicate > 0 }"));
        return metrics.events().size();
    }

    @Test
    void anEventOnTheBusTakesEffectSoon(@TempDir Path folder) throws IOException {
        Path event = Project.sampleOf(order, "old-shop/OrderPlaced/v1-imported", folder);

        Ran sent = SHOP.run("send", event.toString(), "--json");

        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.json()).hasSize(1);
        assertThat(sent.json().get(0).path("to").textValue()).isEqualTo("running-events");
        assertThat(sent.json().get(0).path("id").textValue()).isNotEmpty();
        awaitThat(() -> tables.viewOf(order).equals("PLACED") && tables.isAudited("old-shop#" + order + "-1"));
    }

    @Test
    void aSentCommandTakesEffectSoon(@TempDir Path folder) throws IOException {
        Path command = Project.sampleOf(order, "shop-web/PlaceOrder/v1-old-version", folder);

        Ran sent = SHOP.run("send", command.toString());

        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(sent.out()).contains(command + " -> running-place-order.fifo (");
        awaitThat(() -> !tables.statusOf(order).isEmpty());
    }

    @Test
    void aFunctionIsInvokedWithABatch() throws IOException {
        String command = Project.of(order, Project.sample("shop-web/PlaceOrder/v2-placed"));
        String event = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "Records",
                        List.of(Map.of(
                                "messageId",
                                "m-1",
                                "receiptHandle",
                                "none",
                                "body",
                                command,
                                "attributes",
                                Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "customer-7"),
                                "messageAttributes",
                                Map.of(),
                                "eventSource",
                                "aws:sqs",
                                "eventSourceARN",
                                "arn:aws:sqs:us-east-1:000000000000:running-place-order.fifo",
                                "awsRegion",
                                "us-east-1"))));

        InvokeResponse answer = SHOP.clients()
                .lambda()
                .invoke(request -> request.functionName("running-place-order").payload(SdkBytes.fromUtf8String(event)));

        assertThat(answer.functionError()).isNull();
        assertThat(new ObjectMapper().readTree(answer.payload().asUtf8String()).path("batchItemFailures"))
                .isEmpty();
        awaitThat(() -> !tables.statusOf(order).isEmpty());
    }

    private static void awaitThat(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(FIVE_SECONDS).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
