package dev.evenstep.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.control.ControlOperations;
import dev.evenstep.dynamodb.control.TableContext;
import dev.evenstep.dynamodb.data.Database;
import dev.evenstep.dynamodb.expiry.Expiry;
import dev.evenstep.dynamodb.item.ItemOperations;
import dev.evenstep.dynamodb.query.QueryOperations;
import dev.evenstep.dynamodb.stream.StreamOperations;
import dev.evenstep.dynamodb.stream.Streams;
import dev.evenstep.dynamodb.table.Tables;
import dev.evenstep.dynamodb.transaction.Tokens;
import dev.evenstep.dynamodb.transaction.TransactGet;
import dev.evenstep.dynamodb.transaction.TransactWrite;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.protocol.LostReplyException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** DynamoDB and its streams in this JVM. Safe for concurrent use. */
public final class DynamoDb implements AutoCloseable {

    private final DynamoDbOptions options;
    private final Map<String, UnaryOperator<ObjectNode>> operations;
    private final Interference interference;
    private final Streams streams;

    private DynamoDb(DynamoDbOptions options, Map<String, UnaryOperator<ObjectNode>> operations, Streams streams) {
        this.options = options;
        this.streams = streams;
        this.operations = Map.copyOf(operations);
        this.interference = new Interference(options.faults(), options.time());
    }

    public static DynamoDb start(DynamoDbOptions options) {
        var storage = options.storage();
        var time = options.time();
        var tables = new Tables(storage, time);
        var database = new Database(storage);
        var streams = new Streams(storage, time, options.faults(), options.shards());
        database.follow(streams::append);
        var expiry = new Expiry(storage, tables, database, time, options.expiryDelay());
        var control =
                new TableContext(tables, database, streams, expiry, time, options.account(), options.tableDelay());
        Map<String, UnaryOperator<ObjectNode>> operations = new HashMap<>();
        operations.putAll(new ControlOperations(control).byName());
        operations.putAll(new StreamOperations(streams, time, options.account()).byName());
        operations.putAll(new ItemOperations(tables, database).byName());
        operations.putAll(new QueryOperations(tables, database).byName());
        operations.put("TransactWriteItems", new TransactWrite(tables, database, new Tokens(storage, time))::on);
        operations.put("TransactGetItems", new TransactGet(tables, database)::on);
        return new DynamoDb(options, operations, streams);
    }

    /**
     * Does an operation as AWS's JSON API describes it.
     *
     * @param operation such as {@code PutItem} or {@code GetRecords}
     * @throws AwsException with AWS's code and words, where AWS refuses
     * @throws LostReplyException where a fault has it; over HTTP the connection ends
     */
    public ObjectNode call(String operation, ObjectNode request) {
        var known = operations.get(operation);
        if (known == null) {
            throw new AwsException(
                    400,
                    "UnknownOperationException",
                    "This engine does not know the operation '%s'.%s"
                            .formatted(operation, operation.contains("Statement") ? " It speaks no PartiQL." : ""));
        }
        return interference.around(operation, request, known);
    }

    /** The streams of all tables, for delivery without polling. */
    public Streams streams() {
        return streams;
    }

    /** The HTTP face, which is the face of the in-process client too. */
    public AwsService service() {
        return new Endpoint(this, options.seed());
    }

    /** Idempotent. */
    @Override
    public void close() {
        options.time().close();
        options.storage().close();
    }
}
