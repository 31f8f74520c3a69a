package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeleteItemTest {

    private final Fixture db = new Fixture().withListeners();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void removesAnItemAndTellsItIfAsked() {
        db.put("Listeners", "{'id':{'S':'ada'},'plays':{'N':'1'}}");

        var first = db.call("DeleteItem", """
                {'TableName':'Listeners','Key':{'id':{'S':'ada'}},'ReturnValues':'ALL_OLD'}""");
        var second = db.call("DeleteItem", """
                {'TableName':'Listeners','Key':{'id':{'S':'ada'}},'ReturnValues':'ALL_OLD'}""");

        assertThat(first).isEqualTo(json("{'Attributes':{'id':{'S':'ada'},'plays':{'N':'1'}}}"));
        assertThat(second).isEmpty();
    }

    @Test
    void keepsTheItemWhereItsConditionDoesNotHold() {
        db.put("Listeners", "{'id':{'S':'ada'},'plays':{'N':'1'}}");

        assertThat(db.refusal("DeleteItem", """
                        {'TableName':'Listeners','Key':{'id':{'S':'ada'}},'ConditionExpression':'plays = :p',
                         'ExpressionAttributeValues':{':p':{'N':'2'}}}""")).startsWith("ConditionalCheckFailedException");
        assertThat(db.call("GetItem", "{'TableName':'Listeners','Key':{'id':{'S':'ada'}}}"))
                .isNotEmpty();
    }

    @Test
    void answersNothingNew() {
        assertThat(db.refusal("DeleteItem", """
                        {'TableName':'Listeners','Key':{'id':{'S':'ada'}},'ReturnValues':'ALL_NEW'}"""))
                .isEqualTo("ValidationException: ReturnValues can only be ALL_OLD or NONE");
    }
}
