package dev.evenstep.aws.internal.dynamodb;

import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.Parking.ParkingOutcome;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.WaitCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Parking events, looking at them, taking them away; the record's count goes with each. */
final class ParkingRequests {

    private static final int TRIES = 5;

    /** How much longer than the event that was parked last the record of one that has not come is kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final DynamoDbClient client;
    private final TableNames tables;

    ParkingRequests(DynamoDbClient client, TableNames tables) {
        this.client = client;
        this.tables = tables;
    }

    ParkingOutcome park(ParkedEvent event, int known, int most) {
        Put put = Put.builder()
                .tableName(tables.parked())
                .item(ParkedItem.of(event))
                .conditionExpression("attribute_not_exists(#record)")
                .expressionAttributeNames(Map.of("#record", ParkedItem.RECORD))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            DynamoDbErrors.run(() -> client.transactWriteItems(request -> request.transactItems(
                    TransactWriteItem.builder().put(put).build(),
                    TransactWriteItem.builder()
                            .update(counted(event, known, most))
                            .build())));
            return new ParkingOutcome.Added(known == 0);
        } catch (TransactionCanceledException cancelled) {
            return refused(event.condition().address(), cancelled, most);
        }
    }

    private Update counted(ParkedEvent event, int known, int most) {
        RecordItem record = new RecordItem(event.condition().address(), tables);
        Expression expression = new Expression();
        String parked = expression.name(record.names().parked());
        expression.when(notReached(expression, event.condition(), record));
        if (known == 0) {
            expression.when("attribute_not_exists(%s) OR %s = %s"
                    .formatted(parked, parked, expression.value(AttributeValues.number(0))));
            expression.set(record.names().parked(), AttributeValues.number(1));
        } else {
            String one = expression.value(AttributeValues.number(1));
            expression.when("%s >= %s AND %s < %s"
                    .formatted(parked, one, parked, expression.value(AttributeValues.number(most))));
            expression.increase(record.names().parked(), one);
        }
        boolean expires = event.condition().address() instanceof RecordAddress.OfEvent;
        if (expires && event.state() == ParkedEvent.State.HELD) {
            expression.remove(RecordItem.EXPIRATION);
        } else if (expires) {
            Instant end = event.until() == null ? event.since() : event.until();
            expression.set(
                    RecordItem.EXPIRATION, AttributeValues.number(end.plus(KEPT).getEpochSecond()));
        }
        return RecordWrites.update(record, expression);
    }

    private static String notReached(Expression expression, WaitCondition condition, RecordItem record) {
        if (condition.address() instanceof RecordAddress.OfEvent) {
            String status = expression.name(RecordItem.STATUS);
            return "attribute_not_exists(%s) OR %s <> %s"
                    .formatted(status, status, expression.value(RecordItem.COMPLETED));
        }
        String position = expression.name(record.names().position());
        return "attribute_not_exists(%s) OR %s < %s"
                .formatted(position, position, expression.value(AttributeValues.number(condition.number())));
    }

    private ParkingOutcome refused(RecordAddress address, TransactionCanceledException cancelled, int most) {
        CancellationReason place = cancelled.cancellationReasons().get(0);
        CancellationReason record = cancelled.cancellationReasons().get(1);
        if (CancellationCodes.isRefused(place)) {
            return new ParkingOutcome.PlaceTaken(
                    ParkedItem.text(place.item(), ParkedItem.EVENT),
                    ParkedEvent.State.valueOf(ParkedItem.text(place.item(), ParkedItem.STATE)));
        }
        if (CancellationCodes.isRefused(record)
                && new RecordItem(address, tables).read(record.item()).parked() >= most) {
            return new ParkingOutcome.Full();
        }
        CancellationCodes.requireValid(cancelled);
        return new ParkingOutcome.Moved();
    }

    List<ParkedEvent> behind(RecordAddress address) {
        return client
                .query(request -> request.tableName(tables.parked())
                        .consistentRead(true)
                        .keyConditionExpression("#record = :record")
                        .expressionAttributeNames(Map.of("#record", ParkedItem.RECORD))
                        .expressionAttributeValues(Map.of(":record", AttributeValue.fromS(address.text()))))
                .items()
                .stream()
                .map(item -> ParkedItem.read(address, item))
                .toList();
    }

    void change(ParkedEvent event) {
        try {
            DynamoDbErrors.run(() -> client.putItem(request -> request.tableName(tables.parked())
                    .item(ParkedItem.of(event))
                    .conditionExpression("attribute_exists(#record)")
                    .expressionAttributeNames(Map.of("#record", ParkedItem.RECORD))));
        } catch (ConditionalCheckFailedException gone) {
            // It was handled, or taken away, meanwhile.
        }
    }

    void remove(ParkedEvent event) {
        RecordAddress address = event.condition().address();
        RecordItem record = new RecordItem(address, tables);
        Expression fewer = new Expression();
        fewer.decrease(record.names().parked(), fewer.value(AttributeValues.number(1)));
        Delete delete = Delete.builder()
                .tableName(tables.parked())
                .key(ParkedItem.key(address, event.place()))
                .conditionExpression("attribute_exists(#record)")
                .expressionAttributeNames(Map.of("#record", ParkedItem.RECORD))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                DynamoDbErrors.run(() -> client.transactWriteItems(request -> request.transactItems(
                        TransactWriteItem.builder().delete(delete).build(),
                        TransactWriteItem.builder()
                                .update(RecordWrites.update(record, fewer))
                                .build())));
                return;
            } catch (TransactionCanceledException cancelled) {
                if (CancellationCodes.isRefused(cancelled.cancellationReasons().getFirst())) {
                    return;
                }
                if (attempt == TRIES) {
                    throw cancelled;
                }
            }
        }
    }
}
