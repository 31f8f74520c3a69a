package dev.evenstep.local;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.logs.LogStore;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * What is up when functions are made, and what they may use.
 *
 * @param endpoint the one endpoint, which functions get as {@code AWS_ENDPOINT_URL}; it answers once they are made
 * @param sqs where SQS itself listens: queues are read there without a hop
 * @param dynamoDb where DynamoDB and its streams listen
 * @param streamArn from the ARN that a template knows a stream by to the one that DynamoDB knows
 */
public record Services(
        Account account,
        URI endpoint,
        URI sqs,
        URI dynamoDb,
        UnaryOperator<String> streamArn,
        Journal journal,
        Destinations destinations,
        LogStore logs,
        TimeSource time) {}
