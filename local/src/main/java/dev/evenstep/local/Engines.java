package dev.evenstep.local;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.dynamodb.Tables;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.logs.LogStore;
import dev.evenstep.local.sqs.Queues;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.sqs.Sqs;
import dev.evenstep.sqs.SqsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What everything else stands on: one time and one storage for all, and the engines with what the template says.
 *
 * @param stack with the ARNs that its streams have
 */
record Engines(TimeSource time, Journal journal, Sqs sqs, DynamoDb dynamoDb, Stack stack) {

    static Engines start(Stack stack, LocalOptions options, URI endpoint, Parts parts) {
        var given = options.time();
        var time = parts.add(given == null ? TimeSource.system() : given);
        var storage = parts.add(storage(options.folder()));
        var journal = Journal.in(storage);
        var sqs = Sqs.start(new SqsOptions(options.account(), endpoint, time, storage, options.faults(), 0));
        var dynamoDb = DynamoDb.start(DynamoDbOptions.defaults()
                .withAccount(options.account())
                .withTime(time)
                .withStorage(storage)
                .withFaults(options.faults()));
        new Queues(sqs).ensure(stack.queues());
        var streams = new Tables(dynamoDb).ensure(stack.tables());
        return new Engines(time, journal, sqs, dynamoDb, new StreamArns(streams).in(stack));
    }

    Services services(URI endpoint, Destinations destinations, LogStore logs) {
        return new Services(stack, endpoint, sqs, dynamoDb, journal, destinations, logs, time);
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
}
