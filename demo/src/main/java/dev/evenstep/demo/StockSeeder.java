package dev.evenstep.demo;

import dev.evenstep.demo.shop.DeployedShop;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Puts the first stock of articles on the shelves, once. */
public final class StockSeeder {

    private final DeployedShop shop;

    public StockSeeder(DeployedShop shop) {
        this.shop = shop;
    }

    /** Articles that are known already keep what they have. */
    public void fill(Map<String, Integer> stock) {
        stock.forEach((sku, number) -> {
            try {
                shop.clients()
                        .dynamoDb()
                        .putItem(request -> request.tableName(shop.table("stock"))
                                .item(Map.of(
                                        "sku",
                                        AttributeValue.fromS(sku),
                                        "available",
                                        AttributeValue.fromN(Integer.toString(number)),
                                        "reserved",
                                        AttributeValue.fromN("0")))
                                .conditionExpression("attribute_not_exists(sku)"));
            } catch (ConditionalCheckFailedException known) {
                // It is on its shelf already.
            }
        });
    }
}
