package dev.evenstep.dynamodb;

import static dev.evenstep.dynamodb.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {

    private final Fixture db = new Fixture().withListeners();

    @AfterEach
    void close() {
        db.close();
    }

    private List<String> all(String more) {
        List<String> ids = new ArrayList<>();
        String start = "";
        do {
            var page = db.call("Scan", "{'TableName':'Listeners','Limit':7%s%s}".formatted(more, start));
            page.path("Items").forEach(item -> ids.add(item.at("/id/S").asText()));
            start = page.has("LastEvaluatedKey") ? ",'ExclusiveStartKey':" + page.get("LastEvaluatedKey") : "";
        } while (!start.isEmpty());
        return ids;
    }

    private List<String> fill(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
        ids.forEach(id -> db.put("Listeners", "{'id':{'S':'%s'}}".formatted(id)));
        return ids;
    }

    @Test
    void findsAllItemsOnceInNoOrderThatTheWriterChose() {
        var ids = fill(100);

        assertThat(all("")).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(ids);
    }

    @Test
    void segmentsAreTheWholeTogether() {
        var ids = fill(100);

        List<String> found = new ArrayList<>();
        for (int segment = 0; segment < 4; segment++) {
            var part = all(",'Segment':%d,'TotalSegments':4".formatted(segment));
            assertThat(part).hasSizeBetween(10, 40);
            found.addAll(part);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void filtersAndCounts() {
        fill(10);

        assertThat(db.call("Scan", """
                        {'TableName':'Listeners','FilterExpression':'id = :i','Select':'COUNT',
                         'ExpressionAttributeValues':{':i':{'S':'id-3'}}}""")).isEqualTo(json("{'Count':1,'ScannedCount':10}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Limit':0 | 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1
                    'Segment':0 | The TotalSegments parameter is required but was not present in the request when Segment parameter is present
                    'TotalSegments':2 | The Segment parameter is required but was not present in the request when parameter TotalSegments is present
                    'Segment':2,'TotalSegments':2 | The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2
                    'TotalSegments':1000001,'Segment':1 | 1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000
                    'ExclusiveStartKey':{'no':{'S':'x'}} | The provided starting key is invalid: The provided key element does not match the schema
                    'ExclusiveStartKey':{'id':{'X':'x'}} | The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
                    """)
    void refusesWhatContradicts(String more, String message) {
        assertThat(db.refusal("Scan", "{'TableName':'Listeners',%s}".formatted(more)))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void aKeyGoesOnInItsOwnSegmentOnly() {
        fill(1);
        int own = all(",'Segment':1,'TotalSegments':2").size();
        var request = """
                {'TableName':'Listeners','Segment':%d,'TotalSegments':2,'ExclusiveStartKey':{'id':{'S':'id-0'}}}""";

        assertThat(db.call("Scan", request.formatted(own)).path("Count").asInt())
                .isZero();
        assertThat(db.refusal("Scan", request.formatted(1 - own)))
                .isEqualTo(
                        "ValidationException: The provided starting key is invalid: Invalid ExclusiveStartKey. Please "
                                + "use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: " + (1 - own));
    }
}
