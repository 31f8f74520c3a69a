package dev.evenstep.testkit.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts a DynamoDB client's requests, failed ones included, and the capacity units that the answers say they consumed: what a
 * test asserts of the cost of an event. Add it to the client as an execution interceptor. Safe for concurrent use.
 */
public final class Capacity implements ExecutionInterceptor {

    private final List<String> requests = new ArrayList<>();
    private double writeUnits;
    private double readUnits;

    public synchronized void reset() {
        requests.clear();
        writeUnits = 0;
        readUnits = 0;
    }

    /** The operations so far, failed ones included. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized double writeUnits() {
        return writeUnits;
    }

    public synchronized double readUnits() {
        return readUnits;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case BatchGetItemRequest read ->
                read.toBuilder().returnConsumedCapacity(total).build();
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(total).build();
            case BatchWriteItemRequest batch ->
                batch.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest transaction ->
                transaction.toBuilder().returnConsumedCapacity(total).build();
            default -> context.request();
        };
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        requests.add(context.request().getClass().getSimpleName().replace("Request", ""));
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        readUnits += sum(read(context.response()));
        writeUnits += sum(written(context.response()));
    }

    private static List<ConsumedCapacity> read(SdkResponse response) {
        return switch (response) {
            case BatchGetItemResponse batch -> batch.consumedCapacity();
            case GetItemResponse get -> listOf(get.consumedCapacity());
            case QueryResponse query -> listOf(query.consumedCapacity());
            default -> List.of();
        };
    }

    private static List<ConsumedCapacity> written(SdkResponse response) {
        return switch (response) {
            case PutItemResponse put -> listOf(put.consumedCapacity());
            case UpdateItemResponse update -> listOf(update.consumedCapacity());
            case BatchWriteItemResponse batch -> batch.consumedCapacity();
            case TransactWriteItemsResponse transaction -> transaction.consumedCapacity();
            default -> List.of();
        };
    }

    private static double sum(List<ConsumedCapacity> consumed) {
        return consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    private static List<ConsumedCapacity> listOf(@Nullable ConsumedCapacity consumed) {
        return consumed == null ? List.of() : List.of(consumed);
    }
}
