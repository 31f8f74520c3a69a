package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PutItemTest {

    private final Fixture db = new Fixture().withListeners().withSongs();

    @AfterEach
    void close() {
        db.close();
    }

    private String refused(String more) {
        return db.refusal("PutItem", "{'TableName':'Listeners'," + more + "}");
    }

    private String refusedSong(String attributes) {
        return db.refusal("PutItem", "{'TableName':'Songs','Item':{%s}}".formatted(attributes));
    }

    @Test
    void replacesTheWholeItemAndTellsTheOldOneIfAsked() {
        db.put("Listeners", "{'id':{'S':'ada'},'plays':{'N':'1.50'}}");

        var answer = db.call("PutItem", """
                {'TableName':'Listeners','Item':{'id':{'S':'ada'},'city':{'S':'Turin'}},'ReturnValues':'ALL_OLD'}""");

        assertThat(answer).isEqualTo(json("{'Attributes':{'id':{'S':'ada'},'plays':{'N':'1.5'}}}"));
        assertThat(db.call("GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'ada'}}}"))
                .isEqualTo(json("{'Item':{'id':{'S':'ada'},'city':{'S':'Turin'}}}"));
    }

    @Test
    void answersNoAttributesWhereThereWasNoItem() {
        assertThat(db.call("PutItem", """
                        {'TableName':'Listeners','Item':{'id':{'S':'new'}},'ReturnValues':'ALL_OLD'}""")).isEmpty();
    }

    @Test
    void isRefusedWhereItsConditionDoesNotHoldAndShowsTheItemIfAsked() {
        db.put("Listeners", "{'id':{'S':'ada'},'plays':{'N':'7'}}");

        var plain = db.error("PutItem", """
                {'TableName':'Listeners','Item':{'id':{'S':'ada'}},'ConditionExpression':'attribute_not_exists(id)'}""");
        var showing = db.error("PutItem", """
                {'TableName':'Listeners','Item':{'id':{'S':'ada'}},'ConditionExpression':'plays > :p',
                 'ExpressionAttributeValues':{':p':{'N':'10'}},'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}""");

        assertThat(plain.code()).isEqualTo("ConditionalCheckFailedException");
        assertThat(plain).hasMessage("The conditional request failed");
        assertThat(plain.members()).isEmpty();
        assertThat(showing.members()).isEqualTo(json("{'Item':{'id':{'S':'ada'},'plays':{'N':'7'}}}"));
    }

    @Test
    void needsTheWholeKeyOfTheRightTypes() {
        assertThat(refused("'Item':{'name':{'S':'x'}}"))
                .isEqualTo("ValidationException: One or more parameter values were invalid: "
                        + "Missing the key id in the item");
        assertThat(refused("'Item':{'id':{'N':'1'}}")).endsWith("Type mismatch for key id expected: S actual: N");
        assertThat(refusedSong("'artist':{'S':'a'}")).endsWith("Missing the key title in the item");
    }

    @Test
    void takesNoEmptyKeys() {
        assertThat(refused("'Item':{'id':{'S':''}}"))
                .endsWith("One or more parameter values are not valid. The AttributeValue for a key attribute cannot "
                        + "contain an empty string value. Key: id");
    }

    @Test
    void limitsKeys() {
        var longest = "x".repeat(2048);
        db.put("Listeners", "{'id':{'S':'%s'}}".formatted(longest));

        assertThat(refused("'Item':{'id':{'S':'%sx'}}".formatted(longest)))
                .endsWith("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        assertThat(refusedSong("'artist':{'S':'a'},'title':{'S':'%s'}".formatted("x".repeat(1025))))
                .endsWith("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }

    @Test
    void limitsItemsWithTheirNames() {
        int most = 400 * 1024 - "id".length() - 1 - "text".length();
        db.put("Listeners", "{'id':{'S':'1'},'text':{'S':'%s'}}".formatted("x".repeat(most)));

        assertThat(refused("'Item':{'id':{'S':'1'},'text':{'S':'%s'}}".formatted("x".repeat(most + 1))))
                .isEqualTo("ValidationException: Item size has exceeded the maximum allowed size");
    }

    @Test
    void takesOnlyWhatAnIndexCanHold() {
        assertThat(refusedSong("'artist':{'S':'a'},'title':{'S':'t'},'genre':{'N':'1'}"))
                .endsWith("Type mismatch for Index Key genre Expected: S Actual: N IndexName: genres");
        assertThat(refusedSong("'artist':{'S':'a'},'title':{'S':'t'},'label':{'S':''}"))
                .endsWith("A value specified for a secondary index key is not supported. The AttributeValue for a key "
                        + "attribute cannot contain an empty string value. IndexName: labels, IndexKey: label");
        assertThat(refusedSong("'artist':{'S':'a'},'title':{'S':'t'},'label':{'S':'%s'}".formatted("x".repeat(2049))))
                .endsWith("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }

    @Test
    void tellsAllThatIsWrongWithParametersAtOnce() {
        assertThat(refused("'ReturnValues':'SOME','ReturnConsumedCapacity':'MUCH'"))
                .startsWith("ValidationException: 3 validation errors detected: ")
                .contains("Value null at 'item' failed to satisfy constraint: Member must not be null")
                .contains("Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value "
                        + "set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]")
                .contains("; Value 'MUCH' at 'returnConsumedCapacity' ".substring(2));
        assertThat(refused("'Item':{'id':{'S':'1'}},'ReturnValues':'ALL_NEW'"))
                .isEqualTo("ValidationException: ReturnValues can only be ALL_OLD or NONE");
    }

    @Test
    void tellsAWrongTableNameAlone() {
        assertThat(db.refusal("PutItem", "{'TableName':'','Item':{},'ReturnValues':'SOME'}"))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value '' at 'tableName' failed to satisfy "
                                + "constraint: Member must have length greater than or equal to 1");
        assertThat(db.refusal("PutItem", "{'TableName':'a b','Item':{}}"))
                .endsWith("Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        assertThat(db.refusal("PutItem", "{'Item':{}}"))
                .endsWith("Value null at 'tableName' failed to satisfy constraint: Member must not be null");
        assertThat(db.refusal("PutItem", "{'TableName':'Nowhere','Item':{'id':{'S':'1'}}}"))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
        assertThat(db.refusal("PutItem", "{'TableName':5,'Item':{}}"))
                .isEqualTo("SerializationException: NUMBER_VALUE cannot be converted to String");
    }
}
