package dev.evenstep.demo.ledger;

import dev.evenstep.demo.shop.DeployedShop;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

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
}
