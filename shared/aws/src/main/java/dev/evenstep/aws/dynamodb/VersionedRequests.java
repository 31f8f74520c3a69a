package dev.evenstep.aws.dynamodb;

import static dev.evenstep.store.VersionedWrites.EVENT;
import static dev.evenstep.store.VersionedWrites.VERSION;

import dev.evenstep.effect.Write;
import dev.evenstep.store.VersionRule;
import dev.evenstep.store.VersionedWrites.Outcome;
import dev.evenstep.store.VersionedWrites.Outcome.Refused;
import dev.evenstep.store.VersionedWrites.Outcome.Written;
import dev.evenstep.store.VersionedWrites.VersionedWrite;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** One conditional write on an entity, by its version. */
final class VersionedRequests {

    private final DynamoDbClient client;
    private final Tables tables;

    VersionedRequests(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    Outcome write(VersionedWrite write) {
        try {
            Requests.run(() -> switch (write.write()) {
                case Write.Update update -> client.updateItem(update(update, write));
                case Write.Put put -> client.putItem(put(put, write));
                case Write.Delete delete ->
                    throw new IllegalArgumentException("A versioned write cannot delete " + delete.key());
            });
            return new Written();
        } catch (ConditionalCheckFailedException refused) {
            return refused(refused.item());
        }
    }

    private UpdateItemRequest update(Write.Update update, VersionedWrite write) {
        Expression expression = admitting(write.rule(), write.version())
                .changes(update)
                .set(VERSION, Attributes.number(write.version()))
                .set(EVENT, AttributeValue.fromS(write.event().text()));
        return UpdateItemRequest.builder()
                .tableName(tables.deployedName(update.key().table()))
                .key(Attributes.of(update.key()))
                .updateExpression(expression.update())
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private PutItemRequest put(Write.Put put, VersionedWrite write) {
        Expression expression = admitting(write.rule(), write.version());
        Map<String, AttributeValue> item = Attributes.of(put);
        item.put(VERSION, Attributes.number(write.version()));
        item.put(EVENT, AttributeValue.fromS(write.event().text()));
        return PutItemRequest.builder()
                .tableName(tables.deployedName(put.key().table()))
                .item(item)
                .conditionExpression(expression.condition())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static Expression admitting(VersionRule rule, int incoming) {
        Expression expression = new Expression();
        String version = expression.name(VERSION);
        String absent = "attribute_not_exists(" + version + ")";
        return switch (rule) {
            case NEXT ->
                expression.when(
                        incoming == 1 ? absent : version + " = " + expression.value(Attributes.number(incoming - 1L)));
            case LATER ->
                expression.when(absent + " OR " + version + " < " + expression.value(Attributes.number(incoming)));
        };
    }

    private static Refused refused(Map<String, AttributeValue> item) {
        AttributeValue version = item.get(VERSION);
        AttributeValue event = item.get(EVENT);
        return new Refused(version == null ? 0 : Integer.parseInt(version.n()), event == null ? null : event.s());
    }
}
