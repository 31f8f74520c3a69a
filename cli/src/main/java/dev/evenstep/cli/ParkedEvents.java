package dev.evenstep.cli;

import dev.evenstep.aws.internal.dynamodb.ParkedItem;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.RecordAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** A table of parked events, for a person who looks at it. Reads are consistent; nothing is changed. */
final class ParkedEvents {

    /** Everything but what the event says, and what travels with it. */
    private static final List<String> SHOWN = List.of(
            ParkedItem.RECORD,
            ParkedItem.PLACE,
            ParkedItem.CONSUMER,
            ParkedItem.STREAM,
            ParkedItem.SOURCE,
            ParkedItem.EVENT_ID,
            ParkedItem.EVENT,
            ParkedItem.STATE,
            ParkedItem.REASON,
            ParkedItem.AWAITS,
            ParkedItem.ATTEMPTS,
            ParkedItem.SINCE,
            ParkedItem.UNTIL,
            ParkedItem.QUEUE);

    private final DynamoDbClient client;
    private final String table;

    ParkedEvents(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Everything that is parked, of all consumers, line by line in the order of the turns. Scans the whole table. */
    List<ParkedRow> list() {
        Map<String, String> names =
                IntStream.range(0, SHOWN.size()).boxed().collect(Collectors.toMap(number -> "#n" + number, SHOWN::get));
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .projectionExpression(String.join(", ", names.keySet()))
                .expressionAttributeNames(names)
                .build();
        return client.scanPaginator(scan).items().stream()
                .map(ParkedRow::read)
                .sorted(Comparator.comparing(ParkedRow::consumer)
                        .thenComparing(ParkedRow::line)
                        .thenComparing(ParkedRow::place))
                .toList();
    }

    /** What is parked behind one record, whole, in the order of the turns. */
    List<ParkedEvent> behind(RecordAddress address) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#record = :record")
                .expressionAttributeNames(Map.of("#record", ParkedItem.RECORD))
                .expressionAttributeValues(Map.of(":record", AttributeValue.fromS(address.text())))
                .build();
        return client.queryPaginator(query).items().stream()
                .map(item -> ParkedItem.read(address, item))
                .toList();
    }
}
