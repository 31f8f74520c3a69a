package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexTest {

    private final Fixture db = new Fixture().withSongs();

    @AfterEach
    void close() {
        db.close();
    }

    private void song(String title, String more) {
        db.put("Songs", "{'artist':{'S':'x'},'title':{'S':'%s'}%s}".formatted(title, more));
    }

    private ObjectNode genre(String more) {
        return db.call("Query", genreRequest(more));
    }

    private static String genreRequest(String more) {
        return """
                {'TableName':'Songs','IndexName':'genres','KeyConditionExpression':'genre = :g',
                 'ExpressionAttributeValues':{':g':{'S':'pop'}}%s}""".formatted(more);
    }

    private ObjectNode years(String more) {
        return db.call("Query", """
                {'TableName':'Songs','IndexName':'years','KeyConditionExpression':'artist = :a',
                 'ExpressionAttributeValues':{':a':{'S':'x'}}%s}""".formatted(more));
    }

    private static List<String> titles(JsonNode answer) {
        List<String> titles = new ArrayList<>();
        answer.path("Items").forEach(item -> titles.add(item.at("/title/S").asText()));
        return titles;
    }

    @Test
    void holdsTheItemsThatHaveItsKeyInTheOrderOfNumbers() {
        song("a", ",'genre':{'S':'pop'},'price':{'N':'10'}");
        song("b", ",'genre':{'S':'pop'},'price':{'N':'9'}");
        song("c", ",'genre':{'S':'pop'},'price':{'N':'-0.5'}");
        song("d", ",'genre':{'S':'pop'}");
        song("e", ",'genre':{'S':'jazz'},'price':{'N':'1'}");

        assertThat(titles(genre(""))).containsExactly("c", "b", "a");
    }

    @Test
    void projectsKeysOrSomeOrAll() {
        song("a", ",'genre':{'S':'pop'},'price':{'N':'1'},'year':{'N':'1999'},'label':{'S':'EMI'},'text':{'S':'la'}");

        assertThat(genre("").at("/Items/0")).isEqualTo(json("""
                {'artist':{'S':'x'},'title':{'S':'a'},'genre':{'S':'pop'},'price':{'N':'1'}}"""));
        assertThat(years("").at("/Items/0")).isEqualTo(json("""
                {'artist':{'S':'x'},'title':{'S':'a'},'year':{'N':'1999'},'label':{'S':'EMI'}}"""));
    }

    @Test
    void followsEachChange() {
        song("a", ",'genre':{'S':'pop'},'price':{'N':'1'}");
        db.call("UpdateItem", """
                {'TableName':'Songs','Key':{'artist':{'S':'x'},'title':{'S':'a'}},'UpdateExpression':'SET price = :p',
                 'ExpressionAttributeValues':{':p':{'N':'2'}}}""");
        var moved = genre("").at("/Items/0/price/N").asText();
        db.call("UpdateItem", """
                {'TableName':'Songs','Key':{'artist':{'S':'x'},'title':{'S':'a'}},'UpdateExpression':'REMOVE genre'}""");
        var left = genre("").path("Count").asInt();

        assertThat(moved).isEqualTo("2");
        assertThat(left).isZero();
    }

    @Test
    void losesWhatIsDeleted() {
        song("a", ",'genre':{'S':'pop'},'price':{'N':'1'}");
        db.call("DeleteItem", "{'TableName':'Songs','Key':{'artist':{'S':'x'},'title':{'S':'a'}}}");

        assertThat(genre("").path("Count").asInt()).isZero();
    }

    @Test
    void goesThroughEqualKeysPageByPage() {
        for (String title : List.of("a", "b", "c", "d", "e")) {
            song(title, ",'genre':{'S':'pop'},'price':{'N':'1'}");
        }
        List<String> titles = new ArrayList<>();
        String start = "";
        do {
            var page = genre(",'Limit':2" + start);
            titles.addAll(titles(page));
            start = page.has("LastEvaluatedKey") ? ",'ExclusiveStartKey':" + page.get("LastEvaluatedKey") : "";
        } while (!start.isEmpty());

        assertThat(titles).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    @Test
    void goesOnFromAnItemThatIsGone() {
        song("a", ",'genre':{'S':'pop'},'price':{'N':'1'}");
        song("b", ",'genre':{'S':'pop'},'price':{'N':'2'}");
        var key = genre(",'Limit':1").get("LastEvaluatedKey");
        db.call("DeleteItem", "{'TableName':'Songs','Key':{'artist':{'S':'x'},'title':{'S':'a'}}}");

        assertThat(key).isEqualTo(json("""
                {'artist':{'S':'x'},'title':{'S':'a'},'genre':{'S':'pop'},'price':{'N':'1'}}"""));
        assertThat(titles(genre(",'ExclusiveStartKey':" + key))).containsExactly("b");
    }

    @Test
    void fetchesFromTheTableIfItIsLocal() {
        song("a", ",'year':{'N':'1999'},'text':{'S':'la'}");

        var all = years(",'Select':'ALL_ATTRIBUTES','ReturnConsumedCapacity':'INDEXES'");
        var some = years(",'ProjectionExpression':'title, lyrics.opening, #t'"
                .concat(",'ExpressionAttributeNames':{'#t':'text'}"));

        assertThat(all.at("/Items/0/text/S").asText()).isEqualTo("la");
        assertThat(all.get("ConsumedCapacity")).isEqualTo(json("""
                {'TableName':'Songs','CapacityUnits':1.0,'Table':{'CapacityUnits':0.5},
                 'LocalSecondaryIndexes':{'years':{'CapacityUnits':0.5}}}"""));
        assertThat(some.at("/Items/0")).isEqualTo(json("{'title':{'S':'a'},'text':{'S':'la'}}"));
    }

    @Test
    void givesOnlyWhatItProjectsIfItIsGlobal() {
        assertThat(db.refusal("Query", genreRequest(",'Select':'ALL_ATTRIBUTES'")))
                .isEqualTo("ValidationException: One or more parameter values were invalid: Select type ALL_ATTRIBUTES "
                        + "is not supported for global secondary index genres because its projection type is not ALL");
        assertThat(db.refusal("Query", genreRequest(",'ProjectionExpression':'label, title'")))
                .isEqualTo("ValidationException: One or more parameter values were invalid: Global secondary index "
                        + "genres does not project [label]");
        assertThat(db.refusal("Query", genreRequest(",'ConsistentRead':true")))
                .isEqualTo("ValidationException: Consistent reads are not supported on global secondary indexes");
    }
}
