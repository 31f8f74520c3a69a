package dev.evenstep.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.dynamodb.EmbeddedDynamoDb;
import dev.evenstep.local.gateway.Gateway;
import dev.evenstep.local.gateway.Routes;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.logs.LogStore;
import dev.evenstep.local.sqs.EmbeddedSqs;
import dev.evenstep.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What everything else stands on: the journal, the endpoint's port, SQS and DynamoDB. */
record Servers(TimeSource time, Journal journal, Gateway gateway, EmbeddedSqs sqs, EmbeddedDynamoDb dynamoDb) {

    /** Starts them: first what fails most easily, then the two slow ones side by side. */
    static Servers start(Stack stack, LocalOptions options, Parts parts) {
        var folder = options.folder();
        var given = options.time();
        var time = given == null ? parts.add(TimeSource.system()) : given;
        var journal = Journal.in(parts.add(storage(folder)));
        var gateway = parts.add(Gateway.open(options.port()));
        var sqsOptions = new EmbeddedSqs.Options(options.account(), gateway.endpoint(), folder);
        var sqs = aside(() -> parts.add(EmbeddedSqs.start(sqsOptions, stack.queues())));
        var dynamoDb = parts.add(EmbeddedDynamoDb.start(folder, stack.tables()));
        return new Servers(time, journal, gateway, join(sqs), dynamoDb);
    }

    private static Storage storage(@Nullable Path folder) {
        if (folder == null) {
            return Storage.memory();
        }
        try {
            return Storage.file(Files.createDirectories(folder).resolve("local.mv"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the data folder " + folder, e);
        }
    }

    private static <T> CompletableFuture<T> aside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().name("local-start").start(task));
    }

    private static <T> T join(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    Services services(LocalOptions options, Destinations destinations, LogStore logs) {
        return new Services(
                options.account(),
                gateway.endpoint(),
                sqs.endpoint(),
                dynamoDb.endpoint(),
                dynamoDb::streamArn,
                journal,
                destinations,
                logs,
                time);
    }

    /** Begins to answer at the endpoint. */
    void serve(Map<String, AwsService> services, Supplier<ObjectNode> state) {
        gateway.serve(new Routes(dynamoDb.handler(), sqs.endpoint(), services, state));
    }
}
