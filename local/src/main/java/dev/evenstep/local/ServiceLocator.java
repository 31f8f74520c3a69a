package dev.evenstep.local;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.kinesis.Kinesis;
import dev.evenstep.kinesis.KinesisOptions;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.delivery.LocalDestinations;
import dev.evenstep.local.dynamodb.TemplateTables;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.kinesis.TemplateStreams;
import dev.evenstep.local.logs.LogStore;
import dev.evenstep.local.sqs.TemplateQueues;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.sqs.Sqs;
import dev.evenstep.sqs.SqsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is up when functions are made, and what they may use: one time and one storage for all, and the engines with what
 * the template says.
 *
 * @param stack with the ARNs that its streams have
 * @param endpoint the one endpoint, which functions get as {@code AWS_ENDPOINT_URL}; it answers once they are made
 */
public record ServiceLocator(
        Stack stack,
        URI endpoint,
        Sqs sqs,
        DynamoDb dynamoDb,
        Kinesis kinesis,
        Journal journal,
        Destinations destinations,
        LogStore logs,
        TimeSource time) {

    /**
     * @param functions takes a function's ARN and an event, and keeps it before it returns
     * @param topics the same of a topic and a message
     */
    static ServiceLocator start(
            Stack stack,
            LocalOptions options,
            URI endpoint,
            BiConsumer<String, String> functions,
            BiConsumer<String, String> topics,
            ShutdownSequence shutdown) {
        var given = options.time();
        var time = shutdown.add(given == null ? TimeSource.system() : given);
        var storage = shutdown.add(storage(options.folder()));
        var sqs = Sqs.start(new SqsOptions(options.account(), endpoint, time, storage, options.faults(), 0));
        var dynamoDb = DynamoDb.start(DynamoDbOptions.defaults()
                .withAccount(options.account())
                .withTime(time)
                .withStorage(storage)
                .withFaults(options.faults()));
        var kinesis =
                Kinesis.start(new KinesisOptions(options.account(), time, storage, options.faults(), Duration.ZERO));
        new TemplateQueues(sqs).ensure(stack.queues());
        new TemplateStreams(kinesis).ensure(stack.streams());
        var streams = new TemplateTables(dynamoDb).ensure(stack.tables());
        return new ServiceLocator(
                new StreamArns(streams).in(stack),
                endpoint,
                sqs,
                dynamoDb,
                kinesis,
                Journal.in(storage),
                new LocalDestinations(sqs, functions, topics),
                new LogStore(time::now),
                time);
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
