package dev.evenstep.aws;

import dev.evenstep.aws.internal.FunctionClients;
import dev.evenstep.spi.LeaseStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a function speaks to.
 *
 * @param leaseStore null: records are in DynamoDB
 */
record WiringPorts(
        Supplier<DynamoDbClient> dynamoDb,
        Supplier<SqsClient> sqs,
        @Nullable LeaseStore leaseStore) {

    /** Clients as Lambda's environment has them, made when they are first needed. */
    static WiringPorts ofLambda() {
        return new WiringPorts(
                new Lazy<>(() ->
                        FunctionClients.configured(DynamoDbClient.builder()).build()),
                new Lazy<>(() -> FunctionClients.configured(SqsClient.builder()).build()),
                null);
    }

    WiringPorts withDynamoDb(Supplier<DynamoDbClient> other) {
        return new WiringPorts(other, sqs, leaseStore);
    }

    WiringPorts withSqs(Supplier<SqsClient> other) {
        return new WiringPorts(dynamoDb, other, leaseStore);
    }

    WiringPorts withLeaseStore(LeaseStore other) {
        return new WiringPorts(dynamoDb, sqs, other);
    }
}
