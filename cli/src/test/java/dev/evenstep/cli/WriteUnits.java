package dev.evenstep.cli;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Counts a DynamoDB client's requests, and the write units that DynamoDB says they took. */
final class WriteUnits implements ExecutionInterceptor {

    private int requests;
    private double units;

    synchronized void reset() {
        requests = 0;
        units = 0;
    }

    synchronized int requests() {
        return requests;
    }

    synchronized double units() {
        return units;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case UpdateItemRequest update ->
                update.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            case TransactWriteItemsRequest transaction ->
                transaction.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            default -> throw new AssertionError("an unexpected " + context.request());
        };
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        requests++;
        List<ConsumedCapacity> consumed = switch (context.response()) {
            case UpdateItemResponse update -> List.of(update.consumedCapacity());
            case TransactWriteItemsResponse transaction -> transaction.consumedCapacity();
            default -> throw new AssertionError("an unexpected " + context.response());
        };
        units += consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }
}
