package dev.evenstep.local;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.stack.TableSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of stacks, with SQS's and DynamoDB's defaults. */
public final class Specs {

    private static final Account ACCOUNT = Account.local();

    private Specs() {}

    public static String queueArn(String name) {
        return ACCOUNT.arn("sqs", name);
    }

    public static QueueSpec queue(String name) {
        return queue(name, null);
    }

    public static QueueSpec queue(String name, String deadLetters, int maximumReceives) {
        return queue(name, new QueueSpec.Redrive(queueArn(deadLetters), maximumReceives));
    }

    private static QueueSpec queue(String name, QueueSpec.@Nullable Redrive redrive) {
        return new QueueSpec(
                name,
                name,
                queueArn(name),
                name.endsWith(".fifo"),
                name.endsWith(".fifo"),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(4),
                redrive);
    }

    /** A table with the key {@code pk} (and {@code sk}), all of them texts, no stream and no expiry. */
    public static TableSpec table(String name, @Nullable String sort) {
        var types = sort == null ? Map.of("pk", "S") : Map.of("pk", "S", sort, "S");
        return new TableSpec(
                name,
                name,
                ACCOUNT.arn("dynamodb", "table/" + name),
                new TableSpec.Key("pk", sort),
                types,
                List.of(),
                null,
                null,
                null);
    }

    public static TableSpec streamed(TableSpec table, String viewType) {
        return new TableSpec(
                table.logicalId(),
                table.name(),
                table.arn(),
                table.key(),
                table.attributeTypes(),
                table.indexes(),
                table.timeToLiveAttribute(),
                viewType,
                table.arn() + "/stream/template");
    }

    public static TableSpec expiring(TableSpec table, String attribute) {
        return new TableSpec(
                table.logicalId(),
                table.name(),
                table.arn(),
                table.key(),
                table.attributeTypes(),
                table.indexes(),
                attribute,
                table.streamViewType(),
                table.streamArn());
    }

    /** Nothing but these. */
    public static Stack stack(List<QueueSpec> queues, List<TableSpec> tables) {
        return new Stack(
                "shop", queues, tables, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }
}
