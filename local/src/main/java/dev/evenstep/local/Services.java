package dev.evenstep.local;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.logs.LogStore;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.sqs.Sqs;
import java.net.URI;

/**
 * What is up when functions are made, and what they may use.
 *
 * @param stack with the ARNs that its streams have
 * @param endpoint the one endpoint, which functions get as {@code AWS_ENDPOINT_URL}; it answers once they are made
 */
public record Services(
        Stack stack,
        URI endpoint,
        Sqs sqs,
        DynamoDb dynamoDb,
        Journal journal,
        Destinations destinations,
        LogStore logs,
        TimeSource time) {}
