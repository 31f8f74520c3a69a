package dev.evenstep.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.FunctionOutput;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.demo.Demo;
import dev.evenstep.demo.DemoOptions;
import dev.evenstep.demo.DemoResult;
import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.demo.shop.OrderShown;
import dev.evenstep.demo.shop.ShownOrders;
import dev.evenstep.eventstore.ReadOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The main job, played once; what it left behind serves all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {

    private static final String STACK = "played";
    private static final String TABLE = STACK + "-orders";

    private final LocalRun local = LocalRun.start(
            new LocalRun.RunSettings(ProjectDirectory.template(), STACK, 0, null, Map.of()),
            List.of(new ShopSidecar()),
            new FunctionOutput(new PrintWriter(new StringWriter()), FunctionOutput.Detail.TROUBLE));
    private final AwsClients clients = AwsClients.at(local.endpoint());
    private final DeployedShop shop = new DeployedShop(STACK, clients);
    private final ShopTables tables = new ShopTables(shop);
    private final StringWriter said = new StringWriter();
    private final DemoResult result = new Demo(
                    shop,
                    new GatewayClient(ShopSidecar.gatewayOf(local)),
                    DemoOptions.defaults().withOrders(60).withSeed(7).withStack(STACK),
                    new PrintWriter(said, true)::println)
            .run();
    private final JsonNode json = new DemoReport(result).json();

    @AfterAll
    void close() {
        clients.close();
        local.close();
    }

    @Test
    void everyEffectHappensExactlyOnceAndInOrder() {
        assertThat(result.succeeded()).as("%s%n%s", json, said).isTrue();
        assertThat(local.denied()).isEmpty();
        assertThat(json.path("orders").intValue()).isEqualTo(60);
        assertThat(json.path("sent").intValue()).isGreaterThan(60);
        for (String count : List.of("lost", "doubleEffects", "outOfOrder")) {
            assertThat(json.path(count).isInt()).isTrue();
            assertThat(json.path(count).intValue()).isZero();
        }
        assertThat(json.path("flowSeconds").doubleValue())
                .isPositive()
                .isLessThan(json.path("wallSeconds").doubleValue());
        assertThat(json.path("refusedByGateway").intValue()).isPositive();
        assertThat(json.path("readsMeanwhile").intValue()).isPositive();
        allHold(json);
        everyFaultWasThere();
        latenciesAreTold();
    }

    static void allHold(JsonNode json) {
        assertThat(json.path("invariants")).isNotEmpty().allSatisfy(invariant -> {
            assertThat(invariant.path("name").textValue()).isNotEmpty();
            assertThat(invariant.path("holds").booleanValue())
                    .as(invariant.toString())
                    .isTrue();
        });
    }

    private void everyFaultWasThere() {
        for (String decision : List.of("applied", "duplicate", "stale", "parked", "transient", "poison")) {
            assertThat(json.path("decisions").path(decision).longValue())
                    .as(decision)
                    .isPositive();
        }
        for (String reason : List.of(
                "malformed", "too-large", "too-deep", "unknown-version", "unreadable-data", "rejected", "gap")) {
            assertThat(json.path("deadLettered").path(reason).longValue())
                    .as(reason)
                    .isPositive();
        }
    }

    private void latenciesAreTold() {
        assertThat(json.path("latencyMs").path("whole order").path("p50").longValue())
                .isPositive();
        assertThat(json.path("latencyMs")).hasSizeGreaterThan(4).allSatisfy(hop -> {
            assertThat(hop.path("p50").isNumber()).isTrue();
            assertThat(hop.path("p99").longValue())
                    .isGreaterThanOrEqualTo(hop.path("p50").longValue());
        });
    }

    @Test
    void aStreamAtAPastTimeIsWhatTheLedgerKnewThen() {
        assertThat(result.findings().past()).hasSize(100).allSatisfy(known -> {
            Ran ran =
                    run("stream", "at", known.orderId(), "--time", known.time().toString(), "--json");

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.json().path("events").findValuesAsText("type"))
                    .as(known.toString())
                    .isEqualTo(known.types());
        });
        assertThat(result.findings().past())
                .extracting(known -> known.types().size())
                .contains(0, 1, 2);
    }

    @Test
    void ordersOfATableBecomeStreamsOnceAllHaveEnded() {
        createTable();
        put("order-1901", "CONFIRMED");
        put("order-1902", "PLACED");
        Ran refused = run("migrate-orders");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("1 orders of " + TABLE + " are PLACED", "take no more orders");

        put("order-1902", "CANCELLED");
        assertThat(run("migrate-orders", "--dry-run").out())
                .isEqualTo(
                        TABLE + " has 2 orders, 1 of them CONFIRMED; 0 have their streams already, 2 would be sent\n");
        assertThat(tables.statusOf("order-1901")).isEmpty();
        nothingHasItsStreamBeforeItIsDeployed();
        assertThat(run("migrate-orders", "--json").json().toString())
                .isEqualTo(
                        "{\"table\":\"%s\",\"confirmed\":1,\"cancelled\":1,\"imported\":0,\"sent\":2,\"dryRun\":false}"
                                .formatted(TABLE));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> tables.viewOf("order-1901").equals("IMPORTED")
                        && tables.viewOf("order-1902").equals("IMPORTED")
                        && tables.auditLinesOf("order-190") == 2
                        && new ShownOrders(shop).ordersOf("customer-19").size() == 2);
        theyAreShownAndNothingIsDoneForThem();

        var before = List.of(tables.everythingOf("order-1901"), tables.everythingOf("order-1902"));
        assertThat(run("migrate-orders").out()).contains("2 have their streams already, 0 were sent");
        assertThat(List.of(tables.everythingOf("order-1901"), tables.everythingOf("order-1902")))
                .isEqualTo(before);
    }

    private void nothingHasItsStreamBeforeItIsDeployed() {
        Ran dry = Ran.of(
                "migrate-orders",
                "--dry-run",
                "--table",
                TABLE,
                "--stack",
                "not-deployed-yet",
                "--endpoint",
                local.endpoint().toString());

        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("0 have their streams already, 2 would be sent");
    }

    private void theyAreShownAndNothingIsDoneForThem() {
        Map.of("order-1901", "CONFIRMED", "order-1902", "CANCELLED").forEach((order, status) -> {
            OrderShown shown = Objects.requireNonNull(new ShownOrders(shop).find(order), order);
            assertThat(shown.status()).isEqualTo(status);
            assertThat(shown.customerId()).isEqualTo("customer-19");
            assertThat(shown.totalCents()).isEqualTo(1_800);
            assertThat(shop.eventStore().read(order, ReadOptions.forward()).events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.type()).isEqualTo("OrderImported"));
            assertThat(shop.eventStore()
                            .read("fulfil-order-" + order, ReadOptions.forward())
                            .events())
                    .isEmpty();
        });
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        Ran ran = run("migrate-orders", "--table", "no-such-table");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("error: There is no table no-such-table here", "--table");
    }

    private void createTable() {
        var unused = clients.dynamoDb()
                .createTable(request -> request.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("orderId")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("orderId")
                                .keyType(KeyType.HASH)
                                .build()));
    }

    private void put(String order, String status) {
        var unused = clients.dynamoDb()
                .putItem(request -> request.tableName(TABLE)
                        .item(Map.of(
                                "orderId", AttributeValue.fromS(order),
                                "customerId", AttributeValue.fromS("customer-19"),
                                "totalCents", AttributeValue.fromN("1800"),
                                "currency", AttributeValue.fromS("EUR"),
                                "status", AttributeValue.fromS(status),
                                "lines", AttributeValue.fromL(List.of()))));
    }

    private Ran run(String... arguments) {
        return Ran.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--endpoint", local.endpoint().toString(), "--stack", STACK))
                .toArray(String[]::new));
    }
}
