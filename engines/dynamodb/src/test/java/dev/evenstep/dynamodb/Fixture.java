package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import java.util.Objects;

/** An engine with tables about music. In its JSON, {@code '} stands for {@code "}. */
final class Fixture implements AutoCloseable {

    private final DynamoDb engine;

    Fixture() {
        this(DynamoDbOptions.defaults());
    }

    Fixture(DynamoDbOptions options) {
        engine = DynamoDb.start(options);
    }

    DynamoDb engine() {
        return engine;
    }

    /** A table {@code Listeners} with the partition key {@code id}. */
    Fixture withListeners() {
        call("CreateTable", """
                {'TableName':'Listeners','BillingMode':'PAY_PER_REQUEST',
                 'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],
                 'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}]}""");
        return this;
    }

    /**
     * A table {@code Songs} with the keys {@code artist} and {@code title}, a local index {@code years} (number, with
     * {@code label}), and global ones: {@code genres} (genre and number price, keys only) and {@code labels} (label, all).
     */
    Fixture withSongs() {
        call("CreateTable", """
                {'TableName':'Songs','BillingMode':'PAY_PER_REQUEST',
                 'AttributeDefinitions':[
                   {'AttributeName':'artist','AttributeType':'S'},{'AttributeName':'title','AttributeType':'S'},
                   {'AttributeName':'year','AttributeType':'N'},{'AttributeName':'genre','AttributeType':'S'},
                   {'AttributeName':'price','AttributeType':'N'},{'AttributeName':'label','AttributeType':'S'}],
                 'KeySchema':[{'AttributeName':'artist','KeyType':'HASH'},{'AttributeName':'title','KeyType':'RANGE'}],
                 'LocalSecondaryIndexes':[{'IndexName':'years',
                   'KeySchema':[{'AttributeName':'artist','KeyType':'HASH'},{'AttributeName':'year','KeyType':'RANGE'}],
                   'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['label']}}],
                 'GlobalSecondaryIndexes':[{'IndexName':'genres',
                   'KeySchema':[{'AttributeName':'genre','KeyType':'HASH'},{'AttributeName':'price','KeyType':'RANGE'}],
                   'Projection':{'ProjectionType':'KEYS_ONLY'}},
                  {'IndexName':'labels','KeySchema':[{'AttributeName':'label','KeyType':'HASH'}],
                   'Projection':{'ProjectionType':'ALL'}}]}""");
        return this;
    }

    /** The answer as it would be read from the wire. */
    ObjectNode call(String operation, String request) {
        return parse(JsonTrees.write(engine.call(operation, json(request))));
    }

    /** Code and message of the error with which AWS refuses it. */
    String refusal(String operation, String request) {
        var error = Objects.requireNonNull(
                catchThrowableOfType(AwsException.class, () -> call(operation, request)), "not refused");
        return error.code() + ": " + error.getMessage();
    }

    AwsException error(String operation, String request) {
        return Objects.requireNonNull(
                catchThrowableOfType(AwsException.class, () -> call(operation, request)), "not refused");
    }

    void put(String table, String item) {
        call("PutItem", "{'TableName':'%s','Item':%s}".formatted(table, item));
    }

    static ObjectNode json(String text) {
        return parse(text.replace('\'', '"'));
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JsonTrees.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
