package dev.evenstep.eventstore.dynamodb;

import dev.evenstep.eventstore.internal.CommitEventStore;
import dev.evenstep.eventstore.log.Checkpoints;
import dev.evenstep.eventstore.log.EventLog;
import dev.evenstep.eventstore.log.LogPosition;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Checkpoints in the table of commits: the items {@code log#checkpoint#} and the subscription's name, at commit shard + 1. */
final class DynamoDbCheckpoints implements Checkpoints {

    private static final String CHECKPOINT = CommitEventStore.LOG + "checkpoint#";
    private static final String READ = "read";

    private final DynamoDbClient client;
    private final String table;

    DynamoDbCheckpoints(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public LogPosition read(String subscription) {
        LogPosition position = LogPosition.START;
        var answer = client.query(request -> request.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#stream = :checkpoint")
                .expressionAttributeNames(Map.of("#stream", CommitItem.STREAM))
                .expressionAttributeValues(Map.of(":checkpoint", AttributeValue.fromS(CHECKPOINT + subscription))));
        for (Map<String, AttributeValue> item : answer.items()) {
            position = position.with(
                    (int) CommitItem.integer(item, CommitItem.COMMIT) - 1, CommitItem.integer(item, READ));
        }
        return position;
    }

    @Override
    public boolean move(String subscription, int shard, long from, long to) {
        try {
            var unused = client.updateItem(request -> request.tableName(table)
                    .key(key(subscription, shard))
                    .updateExpression("SET #read = :to")
                    .conditionExpression(from == 0 ? "attribute_not_exists(#read)" : "#read = :from")
                    .expressionAttributeNames(Map.of("#read", READ))
                    .expressionAttributeValues(
                            from == 0
                                    ? Map.of(":to", CommitItem.number(to))
                                    : Map.of(":to", CommitItem.number(to), ":from", CommitItem.number(from))));
            return true;
        } catch (ConditionalCheckFailedException moved) {
            return false;
        }
    }

    @Override
    public void forget(String subscription) {
        for (int shard = 0; shard < EventLog.SHARDS; shard++) {
            Map<String, AttributeValue> key = key(subscription, shard);
            var unused = client.deleteItem(request -> request.tableName(table).key(key));
        }
    }

    private static Map<String, AttributeValue> key(String subscription, int shard) {
        return Map.of(
                CommitItem.STREAM,
                AttributeValue.fromS(CHECKPOINT + subscription),
                CommitItem.COMMIT,
                CommitItem.number(shard + 1));
    }
}
