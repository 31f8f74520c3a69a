package dev.evenstep.demo.ledger;

import dev.evenstep.demo.shop.DeployedShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Whole tables, read consistently. */
final class TableReader {

    private final DeployedShop shop;

    TableReader(DeployedShop shop) {
        this.shop = shop;
    }

    List<Row> all(String table) {
        List<Row> rows = new ArrayList<>();
        shop.clients()
                .dynamoDb()
                .scanPaginator(ScanRequest.builder()
                        .tableName(shop.table(table))
                        .consistentRead(true)
                        .build())
                .items()
                .forEach(item -> rows.add(new Row(item)));
        return rows;
    }

    /** How many items have this text in this attribute. */
    int count(String table, String attribute, String text) {
        ScanRequest request = ScanRequest.builder()
                .tableName(shop.table(table))
                .consistentRead(true)
                .select(Select.COUNT)
                .filterExpression("#a = :v")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(text)))
                .build();
        return shop.clients().dynamoDb().scanPaginator(request).stream()
                .mapToInt(page -> page.count())
                .sum();
    }
}
