package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateItemTest {

    private final Fixture db = new Fixture().withListeners().withSongs();

    @AfterEach
    void close() {
        db.close();
    }

    private ObjectNode count(String returned) {
        return db.call("UpdateItem", """
                {'TableName':'Listeners','Key':{'id':{'S':'ada'}},'UpdateExpression':'SET plays = plays + :one',
                 'ExpressionAttributeValues':{':one':{'N':'1'}},'ReturnValues':'%s'}""".formatted(returned));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALL_OLD     | {'Attributes':{'id':{'S':'ada'},'city':{'S':'Turin'},'plays':{'N':'1'}}}
                    ALL_NEW     | {'Attributes':{'id':{'S':'ada'},'city':{'S':'Turin'},'plays':{'N':'2'}}}
                    UPDATED_OLD | {'Attributes':{'plays':{'N':'1'}}}
                    UPDATED_NEW | {'Attributes':{'plays':{'N':'2'}}}
                    NONE        | {}
                    """, quoteCharacter = '`')
    void answersWhatItIsAskedFor(String returned, String expected) {
        db.put("Listeners", "{'id':{'S':'ada'},'city':{'S':'Turin'},'plays':{'N':'1'}}");

        assertThat(count(returned)).isEqualTo(json(expected));
    }

    @Test
    void makesAnItemWhereThereIsNone() {
        var answer = db.call("UpdateItem", """
                {'TableName':'Listeners','Key':{'id':{'S':'bo'}},'UpdateExpression':'SET city = :c',
                 'ExpressionAttributeValues':{':c':{'S':'Oslo'}},'ReturnValues':'UPDATED_OLD'}""");

        assertThat(answer).isEmpty();
        assertThat(db.call("GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'bo'}}}"))
                .isEqualTo(json("{'Item':{'id':{'S':'bo'},'city':{'S':'Oslo'}}}"));
    }

    @Test
    void makesAnItemOfTheKeyAloneWithoutAnExpression() {
        db.call("UpdateItem", "{'TableName':'Listeners','Key':{'id':{'S':'bo'}}}");

        assertThat(db.call("GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'bo'}}}"))
                .isEqualTo(json("{'Item':{'id':{'S':'bo'}}}"));
    }

    @Test
    void leavesTheKeyAsItIs() {
        assertThat(db.refusal("UpdateItem", """
                        {'TableName':'Listeners','Key':{'id':{'S':'bo'}},'UpdateExpression':'SET id = :i',
                         'ExpressionAttributeValues':{':i':{'S':'x'}}}"""))
                .isEqualTo(
                        "ValidationException: One or more parameter values were invalid: Cannot update attribute id. "
                                + "This attribute is part of the key");
    }

    @Test
    void leavesTheItemWhereItsConditionDoesNotHold() {
        assertThat(db.refusal("UpdateItem", """
                        {'TableName':'Listeners','Key':{'id':{'S':'bo'}},'UpdateExpression':'SET city = :c',
                         'ConditionExpression':'attribute_exists(id)',
                         'ExpressionAttributeValues':{':c':{'S':'Oslo'}}}"""))
                .isEqualTo("ConditionalCheckFailedException: The conditional request failed");
        assertThat(db.call("Scan", "{'TableName':'Listeners','Select':'COUNT'}"))
                .isEqualTo(json("{'Count':0,'ScannedCount':0}"));
    }

    @Test
    void limitsWhatItMakes() {
        db.put("Listeners", "{'id':{'S':'1'},'text':{'S':'%s'}}".formatted("x".repeat(300_000)));

        assertThat(db.refusal("UpdateItem", """
                        {'TableName':'Listeners','Key':{'id':{'S':'1'}},'UpdateExpression':'SET more = :m',
                         'ExpressionAttributeValues':{':m':{'S':'%s'}}}""".formatted("x".repeat(200_000))))
                .isEqualTo("ValidationException: Item size to update has exceeded the maximum allowed size");
    }

    @Test
    void writesOnlyWhatAnIndexCanHold() {
        assertThat(db.refusal("UpdateItem", """
                        {'TableName':'Songs','Key':{'artist':{'S':'a'},'title':{'S':'t'}},
                         'UpdateExpression':'SET genre = :g','ExpressionAttributeValues':{':g':{'N':'1'}}}"""))
                .isEqualTo("ValidationException: The update expression attempted to update the secondary index key to "
                        + "unsupported type");
    }

    @Test
    void needsExactlyTheKey() {
        assertThat(db.refusal("UpdateItem", "{'TableName':'Songs','Key':{'artist':{'S':'a'}}}"))
                .isEqualTo("ValidationException: The provided key element does not match the schema");
        assertThat(db.refusal("UpdateItem", "{'TableName':'Listeners','Key':{'id':{'N':'1'}}}"))
                .isEqualTo("ValidationException: The provided key element does not match the schema");
    }

    @Test
    void doesNotLookIntoKeys() {
        assertThat(db.refusal("UpdateItem", """
                        {'TableName':'Songs','Key':{'artist':{'S':'a'},'title':{'S':'t'}},
                         'UpdateExpression':'SET a = :v','ConditionExpression':'title.part = :v',
                         'ExpressionAttributeValues':{':v':{'S':'x'}}}"""))
                .isEqualTo(
                        "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup "
                                + "'.' are not allowed: Key: title");
    }
}
