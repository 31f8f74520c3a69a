package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    private final Fixture db = new Fixture().withSongs();

    @BeforeEach
    void fill() {
        for (String title : List.of("b", "d", "a", "c", "ab")) {
            db.put(
                    "Songs",
                    "{'artist':{'S':'x'},'title':{'S':'%s'},'plays':{'N':'%d'}}".formatted(title, title.length()));
        }
        db.put("Songs", "{'artist':{'S':'y'},'title':{'S':'a'}}");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private ObjectNode query(String condition, String more) {
        return db.call("Query", request(condition, more));
    }

    private String refused(String condition, String more) {
        return db.refusal("Query", request(condition, more));
    }

    private static String request(String condition, String more) {
        return """
                {'TableName':'Songs','KeyConditionExpression':'artist = :a%s',
                 'ExpressionAttributeValues':{':a':{'S':'x'}%s}%s}""".formatted(
                        condition, condition.contains(":t") ? ",':t':{'S':'b'}" : "", more.isEmpty() ? "" : "," + more);
    }

    private static List<String> titles(JsonNode answer) {
        List<String> titles = new ArrayList<>();
        answer.path("Items").forEach(item -> titles.add(item.at("/title/S").asText()));
        return titles;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                             | a,ab,b,c,d
                    ' AND title = :t'              | b
                    ' AND title < :t'              | a,ab
                    ' AND title <= :t'             | a,ab,b
                    ' AND title > :t'              | c,d
                    ' AND title >= :t'             | b,c,d
                    ' AND begins_with(title, :t)'  | b
                    ' AND title BETWEEN :t AND :t' | b
                    """)
    void findsAPartitionsItemsInOrder(String condition, String expected) {
        assertThat(String.join(",", titles(query(condition, "")))).isEqualTo(expected);
    }

    @Test
    void goesBackwardsIfAsked() {
        assertThat(titles(query("", "'ScanIndexForward':false"))).containsExactly("d", "c", "b", "ab", "a");
        assertThat(titles(query(" AND title < :t", "'ScanIndexForward':false"))).containsExactly("ab", "a");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void goesOnWhereAPageEnded(boolean forward) {
        List<String> titles = new ArrayList<>();
        String start = "";
        int pages = 0;
        do {
            var page = query("", "'Limit':2,'ScanIndexForward':%s%s".formatted(forward, start));
            titles.addAll(titles(page));
            start = page.has("LastEvaluatedKey") ? ",'ExclusiveStartKey':" + page.get("LastEvaluatedKey") : "";
            pages++;
        } while (!start.isEmpty());

        var expected = List.of("a", "ab", "b", "c", "d");
        assertThat(titles).isEqualTo(forward ? expected : expected.reversed());
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void endsAFullPageWithAKeyThoughNothingFollows() {
        assertThat(query("", "'Limit':5").path("LastEvaluatedKey"))
                .isEqualTo(json("{'artist':{'S':'x'},'title':{'S':'d'}}"));
        assertThat(query("", "'Limit':6").has("LastEvaluatedKey")).isFalse();
    }

    @Test
    void filtersAfterCountingWhatItRead() {
        var answer = db.call("Query", """
                {'TableName':'Songs','KeyConditionExpression':'artist = :a','FilterExpression':'plays > :p',
                 'ExpressionAttributeValues':{':a':{'S':'x'},':p':{'N':'1'}},'Limit':3,
                 'ProjectionExpression':'title'}""");

        assertThat(answer).isEqualTo(json("""
                {'Items':[{'title':{'S':'ab'}}],'Count':1,'ScannedCount':3,
                 'LastEvaluatedKey':{'artist':{'S':'x'},'title':{'S':'b'}}}"""));
    }

    @Test
    void countsOnlyIfAsked() {
        assertThat(query("", "'Select':'COUNT'")).isEqualTo(json("{'Count':5,'ScannedCount':5}"));
    }

    @Test
    void endsAPageAfterAMegabyte() {
        for (int i = 0; i < 6; i++) {
            db.put(
                    "Songs",
                    "{'artist':{'S':'big'},'title':{'S':'%d'},'text':{'S':'%s'}}".formatted(i, "x".repeat(300_000)));
        }
        var page = db.call("Query", """
                {'TableName':'Songs','KeyConditionExpression':'artist = :a',
                 'ExpressionAttributeValues':{':a':{'S':'big'}},'ReturnConsumedCapacity':'TOTAL'}""");

        assertThat(titles(page)).containsExactly("0", "1", "2", "3");
        assertThat(page.at("/LastEvaluatedKey/title/S").asText()).isEqualTo("3");
        assertThat(page.at("/ConsumedCapacity/CapacityUnits").doubleValue()).isEqualTo(146.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Limit':0 | 1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1
                    'Select':'MANY' | 1 validation error detected: Value 'MANY' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]
                    'Select':'SPECIFIC_ATTRIBUTES' | Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES
                    'Select':'COUNT','ProjectionExpression':'title' | Cannot specify the ProjectionExpression when choosing to get only the Count
                    'Select':'ALL_ATTRIBUTES','ProjectionExpression':'title' | Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES
                    'Select':'ALL_PROJECTED_ATTRIBUTES' | ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName
                    'IndexName':'none' | The table does not have the specified index: none
                    'ExclusiveStartKey':{'artist':{'S':'x'}} | Exclusive Start Key must have same size as table's key schema
                    'ExclusiveStartKey':{'artist':{'S':'x'},'title':{'N':'1'}} | The provided starting key is invalid: The provided key element does not match the schema
                    'ExclusiveStartKey':{'artist':{'S':'y'},'title':{'S':'a'}} | The provided starting key is outside query boundaries based on provided conditions
                    """)
    void refusesWhatContradicts(String more, String message) {
        assertThat(refused("", more)).isEqualTo("ValidationException: " + message);
    }

    @Test
    void refusesToStartOutsideOfWhatItAsksFor() {
        assertThat(refused(" AND title < :t", "'ExclusiveStartKey':{'artist':{'S':'x'},'title':{'S':'c'}}"))
                .isEqualTo("ValidationException: The provided starting key does not match the range key predicate");
    }
}
