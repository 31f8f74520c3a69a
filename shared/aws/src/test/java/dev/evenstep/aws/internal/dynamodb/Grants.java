package dev.evenstep.aws.internal.dynamodb;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Which IAM actions a DynamoDB client's requests need, each as {@code dynamodb:Action on table}. */
final class Grants implements ExecutionInterceptor {

    private final Set<String> needed = new TreeSet<>();

    synchronized Set<String> needed() {
        return new TreeSet<>(needed);
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        of(context.request()).forEach(needed::add);
    }

    private static Stream<String> of(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> Stream.of(grant("GetItem", get.tableName()));
            case PutItemRequest put -> Stream.of(grant("PutItem", put.tableName()));
            case UpdateItemRequest update -> Stream.of(grant("UpdateItem", update.tableName()));
            case DeleteItemRequest delete -> Stream.of(grant("DeleteItem", delete.tableName()));
            case QueryRequest query -> Stream.of(grant("Query", query.tableName()));
            case BatchGetItemRequest batch ->
                batch.requestItems().keySet().stream().map(table -> grant("BatchGetItem", table));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(Grants::of);
            default -> throw new IllegalArgumentException("not known here: " + request.getClass());
        };
    }

    private static String of(TransactWriteItem part) {
        if (part.put() != null) {
            return grant("PutItem", part.put().tableName());
        }
        if (part.update() != null) {
            return grant("UpdateItem", part.update().tableName());
        }
        return part.delete() == null
                ? grant("ConditionCheckItem", part.conditionCheck().tableName())
                : grant("DeleteItem", part.delete().tableName());
    }

    private static String grant(String action, String table) {
        return "dynamodb:" + action + " on " + table;
    }
}
