package dev.evenstep.local.mapping;

import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.report.FunctionEvents;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What mappings work with.
 *
 * @param streamArn from a stream's ARN in the template to the one under which DynamoDB knows it
 */
public record MappingServices(
        Invoker invoker,
        SqsClient sqs,
        DynamoDbStreamsClient streams,
        UnaryOperator<String> streamArn,
        Journal journal,
        Destinations destinations,
        FunctionEvents events) {}
