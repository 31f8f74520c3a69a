package dev.evenstep.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.concurrent.atomic.AtomicLong;

/** By the engine's Java API. */
final class JavaCalls implements ItemCalls {

    private static final String TABLE = "items";

    private final DynamoDb engine;
    private final AtomicLong keys = new AtomicLong();

    private JavaCalls(DynamoDb engine) {
        this.engine = engine;
    }

    /** @param stream whether the table has a stream of new and old images */
    static JavaCalls toNewTable(DynamoDb engine, boolean stream) {
        var table = JsonTrees.object().put("TableName", TABLE).put("BillingMode", "PAY_PER_REQUEST");
        var schema = table.putArray("KeySchema");
        schema.addObject().put("AttributeName", "pk").put("KeyType", "HASH");
        schema.addObject().put("AttributeName", "sk").put("KeyType", "RANGE");
        var attributes = table.putArray("AttributeDefinitions");
        attributes.addObject().put("AttributeName", "pk").put("AttributeType", "S");
        attributes.addObject().put("AttributeName", "sk").put("AttributeType", "S");
        if (stream) {
            table.putObject("StreamSpecification")
                    .put("StreamEnabled", true)
                    .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        }
        engine.call("CreateTable", table);
        return new JavaCalls(engine);
    }

    private ObjectNode put() {
        long key = keys.incrementAndGet();
        var put = JsonTrees.object().put("TableName", TABLE).put("ConditionExpression", "attribute_not_exists(pk)");
        var item = put.putObject("Item");
        item.putObject("pk").put("S", "order-" + key);
        item.putObject("sk").put("S", "v1");
        item.putObject("amount").put("N", Long.toString(key));
        item.putObject("text").put("S", "x".repeat(100));
        return put;
    }

    @Override
    public void conditionalPut() {
        engine.call("PutItem", put());
    }

    @Override
    public void transaction() {
        var request = JsonTrees.object();
        var items = request.putArray("TransactItems");
        for (int each = 0; each < 3; each++) {
            items.addObject().set("Put", put());
        }
        engine.call("TransactWriteItems", request);
    }
}
