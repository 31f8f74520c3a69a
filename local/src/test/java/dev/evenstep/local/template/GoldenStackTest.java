package dev.evenstep.local.template;

import static dev.evenstep.local.template.Golden.CDK;
import static dev.evenstep.local.template.Golden.FOLDER;
import static dev.evenstep.local.template.Golden.LAMBDA;
import static dev.evenstep.local.template.Golden.SAM;
import static dev.evenstep.local.template.Golden.SQS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.local.stack.BusSpec;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.FunctionSpec.Async;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.RuleSpec.Input;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import dev.evenstep.local.stack.TableSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every value of the golden SAM template. */
class GoldenStackTest {

    private static final String DEAD_LETTERS = SQS + "shop-EventsDeadLetters";
    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:000000000000:table/shop-orders/stream/1970-01-01T00:00:00.000";

    @Test
    void queues() {
        assertThat(SAM.queues())
                .containsExactly(
                        queue("EventsDeadLetters", "shop-EventsDeadLetters"),
                        new QueueSpec(
                                "EventsQueue",
                                "shop-EventsQueue",
                                SQS + "shop-EventsQueue",
                                false,
                                false,
                                Duration.ofSeconds(60),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofDays(4),
                                new QueueSpec.Redrive(DEAD_LETTERS, 4)),
                        new QueueSpec(
                                "PlaceOrderDeadLetters",
                                "shop-place-order-dlq.fifo",
                                SQS + "shop-place-order-dlq.fifo",
                                true,
                                false,
                                Duration.ofSeconds(30),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofDays(14),
                                null),
                        new QueueSpec(
                                "PlaceOrderQueue",
                                "shop-place-order.fifo",
                                SQS + "shop-place-order.fifo",
                                true,
                                true,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(20),
                                Duration.ofDays(4),
                                new QueueSpec.Redrive(SQS + "shop-place-order-dlq.fifo", 3)));
    }

    private static QueueSpec queue(String id, String name) {
        return new QueueSpec(
                id,
                name,
                SQS + name,
                false,
                false,
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(4),
                null);
    }

    @Test
    void tables() {
        assertThat(SAM.tables())
                .containsExactly(
                        new TableSpec(
                                "AuditTable",
                                "shop-audit",
                                "arn:aws:dynamodb:us-east-1:000000000000:table/shop-audit",
                                new TableSpec.Key("event", null),
                                Map.of("event", "S"),
                                List.of(),
                                null,
                                null,
                                null),
                        new TableSpec(
                                "OrdersTable",
                                "shop-orders",
                                "arn:aws:dynamodb:us-east-1:000000000000:table/shop-orders",
                                new TableSpec.Key("id", "version"),
                                Map.of("id", "S", "version", "N", "customer", "S"),
                                List.of(
                                        new TableSpec.SecondaryIndex(
                                                "by-customer",
                                                false,
                                                new TableSpec.Key("customer", null),
                                                "INCLUDE",
                                                List.of("status", "total")),
                                        new TableSpec.SecondaryIndex(
                                                "by-customer-within",
                                                true,
                                                new TableSpec.Key("id", "customer"),
                                                "KEYS_ONLY",
                                                List.of())),
                                "expires",
                                "NEW_IMAGE",
                                STREAM));
    }

    @Test
    void busesAndRules() {
        assertThat(SAM.buses())
                .containsExactly(
                        new BusSpec("Bus", "shop-bus", "arn:aws:events:us-east-1:000000000000:event-bus/shop-bus"));
        assertThat(SAM.rules())
                .containsExactly(
                        new RuleSpec(
                                "Paused",
                                "shop-paused",
                                "default",
                                "{\"source\":[\"aws.health\"]}",
                                false,
                                List.of(target(
                                        "Target0",
                                        SQS + "shop-EventsQueue",
                                        new Input.Constant("{\"woken\": true}"),
                                        185,
                                        null))),
                        new RuleSpec(
                                "AuditEverything",
                                "shop-audit-everything",
                                "shop-bus",
                                "{\"source\":[{\"prefix\":\"shop.\"}]}",
                                true,
                                List.of(target(
                                        "Target0", LAMBDA + "shop-audit", new Input.Path("$"), 2, DEAD_LETTERS))),
                        new RuleSpec(
                                "ToEventsQueue",
                                "shop-to-events-queue",
                                "shop-bus",
                                "{\"detail\":{\"note\":[{\"exists\":false}],\"total\":[{\"numeric\":[\">\",0,\"<=\",5000]}]},"
                                        + "\"detail-type\":[\"OrderCancelled\",\"OrderPlaced\"],"
                                        + "\"source\":[\"shop.orders\",\"shop.stock\"]}",
                                true,
                                List.of(
                                        new TargetSpec(
                                                "Target0",
                                                SQS + "shop-EventsQueue",
                                                new Input.Path("$.detail"),
                                                null,
                                                7,
                                                Duration.ofMinutes(10),
                                                DEAD_LETTERS),
                                        new TargetSpec(
                                                "Target1",
                                                SQS + "shop-place-order.fifo",
                                                new Input.Transformer(Map.of("id", "$.detail.id"), "{\"order\": <id>}"),
                                                "all",
                                                185,
                                                Duration.ofDays(1),
                                                null))));
    }

    private static TargetSpec target(String id, String arn, Input input, int attempts, @Nullable String deadLetters) {
        return new TargetSpec(id, arn, input, null, attempts, Duration.ofDays(1), deadLetters);
    }

    @Test
    void functions() {
        var build = FOLDER.resolve("build").toAbsolutePath().normalize();
        assertThat(SAM.functions())
                .containsExactly(
                        new FunctionSpec(
                                "Audit",
                                "shop-audit",
                                LAMBDA + "shop-audit",
                                "shop.Audit",
                                "java21",
                                build.resolve("all.jar"),
                                Duration.ofSeconds(10),
                                512,
                                Map.of("STAGE", "test", "LEVEL", "info"),
                                null,
                                new Async(1, Duration.ofMinutes(2), DEAD_LETTERS, LAMBDA + "shop-place-order"),
                                null),
                        new FunctionSpec(
                                "Mail",
                                "shop-mail",
                                LAMBDA + "shop-mail",
                                "shop.Mail",
                                "java21",
                                build.resolve("all.jar"),
                                Duration.ofSeconds(30),
                                512,
                                Map.of("STAGE", "test", "LEVEL", "info"),
                                null,
                                new Async(2, Duration.ofHours(6), DEAD_LETTERS, null),
                                null),
                        new FunctionSpec(
                                "PlaceOrder",
                                "shop-place-order",
                                LAMBDA + "shop-place-order",
                                "shop.PlaceOrder::handleRequest",
                                "java21",
                                build.resolve("place-order.jar"),
                                Duration.ofSeconds(30),
                                512,
                                Map.of(
                                        "STAGE", "test",
                                        "LEVEL", "debug",
                                        "TABLE", "shop-orders",
                                        "QUEUE", "http://127.0.0.1:4566/000000000000/shop-place-order.fifo",
                                        "BUS_ARN", "arn:aws:events:us-east-1:000000000000:event-bus/shop-bus",
                                        "PLACE", "aws/us-east-1/000000000000/${Literal}",
                                        "ENCODED", "c2hvcA=="),
                                5,
                                Async.defaults(),
                                "live"));
    }

    @Test
    void mappings() {
        assertThat(SAM.mappings())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(
                        new MappingSpec(
                                "",
                                "shop-audit",
                                SQS + "shop-EventsQueue",
                                false,
                                100,
                                Duration.ofSeconds(1),
                                null,
                                List.of(),
                                false,
                                null),
                        new MappingSpec(
                                "",
                                "shop-place-order",
                                STREAM,
                                true,
                                20,
                                Duration.ofSeconds(5),
                                null,
                                List.of(),
                                false,
                                new MappingSpec.Stream("TRIM_HORIZON", true, 6, Duration.ofHours(1), 2, DEAD_LETTERS)),
                        new MappingSpec(
                                "",
                                "shop-place-order",
                                SQS + "shop-place-order.fifo",
                                true,
                                5,
                                Duration.ZERO,
                                4,
                                List.of("{\"body\":{\"kind\":[\"gift\"]}}", "{\"body\":{\"kind\":[\"order\"]}}"),
                                true,
                                null));
        assertThat(SAM.mappings()).extracting(MappingSpec::id).doesNotHaveDuplicates();
        assertThat(SAM.mappings()).isEqualTo(CDK.mappings());
    }

    @Test
    void outputs() {
        assertThat(SAM.outputs())
                .isEqualTo(Map.of(
                        "OrdersUrl",
                        "http://127.0.0.1:4566/000000000000/shop-place-order.fifo",
                        "LiveArn",
                        LAMBDA + "shop-place-order:live"));
    }
}
