package dev.evenstep.local.mapping;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.kinesis.Kinesis;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.delivery.Destinations;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.sqs.Sqs;

/** What mappings read from, and what they work with. */
public record Sources(
        Invoker invoker,
        Sqs sqs,
        DynamoDb dynamoDb,
        Kinesis kinesis,
        Brokers brokers,
        Journal journal,
        Destinations destinations,
        FunctionEvents events,
        TimeSource time) {

    ShardSource shards(MappingSpec spec, MappingSpec.Stream stream) {
        return spec.sourceArn().split(":", -1)[2].equals("kinesis")
                ? new KinesisShards(kinesis, spec, stream)
                : new TableShards(dynamoDb, spec.sourceArn());
    }
}
