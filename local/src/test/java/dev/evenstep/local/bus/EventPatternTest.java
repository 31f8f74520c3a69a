package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.JsonTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events a pattern takes: a table of cases, decided by the matcher that EventBridge uses. */
class EventPatternTest {

    private static final String EVENT = """
            {"version":"0","id":"1","detail-type":"OrderPlaced","source":"shop.orders","account":"000000000000",
             "time":"2026-11-21T10:00:00Z","region":"us-east-1","resources":["arn:a","arn:b"],
             "detail":{"total":12.5,"paid":true,"note":null,"customer":{"tier":"Gold"},
                       "lines":[{"sku":"a-1","count":1},{"sku":"b-2","count":5}],"ip":"10.0.0.7"}}""";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"source":["shop.orders"]}                                        | true
                    {"source":["shop"]}                                               | false
                    {"source":[{"prefix":"shop."}]}                                   | true
                    {"source":[{"suffix":".orders"}]}                                 | true
                    {"source":[{"wildcard":"shop.*"}]}                                | true
                    {"detail-type":["Other","OrderPlaced"]}                           | true
                    {"detail-type":[{"equals-ignore-case":"orderplaced"}]}            | true
                    {"detail-type":[{"anything-but":"OrderPlaced"}]}                  | false
                    {"detail-type":[{"anything-but":{"prefix":"Payment"}}]}           | true
                    {"resources":["arn:b"]}                                           | true
                    {"detail":{"total":[{"numeric":[">",10,"<=",12.5]}]}}             | true
                    {"detail":{"total":[{"numeric":["<",12.5]}]}}                     | false
                    {"detail":{"total":[12.50]}}                                      | true
                    {"detail":{"paid":[true]}}                                        | true
                    {"detail":{"paid":["true"]}}                                      | false
                    {"detail":{"note":[null]}}                                        | true
                    {"detail":{"gone":[{"exists":false}]}}                            | true
                    {"detail":{"total":[{"exists":true}],"gone":[{"exists":true}]}}   | false
                    {"detail":{"customer":{"tier":["Gold"]}}}                         | true
                    {"detail":{"lines":{"sku":["b-2"],"count":[5]}}}                  | true
                    {"detail":{"lines":{"sku":["a-1"],"count":[5]}}}                  | false
                    {"detail":{"ip":[{"cidr":"10.0.0.0/24"}]}}                        | true
                    {"$or":[{"source":["x"]},{"detail":{"paid":[true]}}]}             | true
                    {"$or":[{"source":["x"]},{"detail":{"paid":[false]}}]}            | false
                    """)
    void aPatternTakesAnEvent(String pattern, boolean taken) throws Exception {
        assertThat(EventPattern.parse(pattern).matches(JsonTrees.parse(EVENT))).isEqualTo(taken);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"source":"shop"}                        | "source" must be an object or an array
                    {"source":[]}                            | Empty arrays are not allowed
                    {"a":[{"EXISTS":true}]}                  | Unrecognized match type EXISTS
                    {"a":[{"numeric":[">",0,">",0]}]}        | Bad numeric range operator: >
                    {"a":[{"numeric":10}]}                   | Value of numeric must be an array.
                    {"a":[{"wildcard":"x**"}]}               | Consecutive wildcard characters at pos 2
                    {"a":[{"wildcard":"*:*:*:*:*:bus/*"}]}   | Rule is too complex - try using fewer wildcard
                    ["a"]                                    | Filter is not an object
                    {'a':['b']}                              | Unexpected character
                    nonsense                                 | Unrecognized token 'nonsense'
                    """)
    void aPatternIsRefusedInAwsWords(String pattern, String reason) {
        assertThatThrownBy(() -> EventPattern.parse(pattern)).isInstanceOfSatisfying(AwsException.class, refused -> {
            assertThat(refused.code()).isEqualTo("InvalidEventPatternException");
            assertThat(refused.getMessage())
                    .startsWith("Event pattern is not valid. Reason: " + reason)
                    .doesNotContain("\n");
        });
    }

    @Test
    void aPatternOfEndlessDepthIsRefused() {
        var deep = "{\"a\":".repeat(100_000) + "[1]" + "}".repeat(100_000);

        assertThatThrownBy(() -> EventPattern.parse(deep)).isInstanceOf(AwsException.class);
    }

    @Test
    void anEventOfGreatestDepthIsMatched() throws Exception {
        var deep = "{\"source\":[\"x\"],\"detail\":" + "{\"a\":".repeat(1_097) + "1" + "}".repeat(1_097) + "}";

        assertThat(EventPattern.parse("{\"source\":[\"x\"]}").matches(JsonTrees.parse(deep)))
                .isTrue();
        assertThat(EventPattern.parse("{\"detail\":{\"a\":{\"b\":[1]}}}").matches(JsonTrees.parse(deep)))
                .isFalse();
    }

    @Test
    void aNumberOfAnySizeIsMatched() throws Exception {
        var event = JsonTrees.parse("{\"n\":1e999999999,\"m\":-1.5E-999999999}");

        assertThat(EventPattern.parse("{\"n\":[{\"numeric\":[\">\",1]}]}").matches(event))
                .isFalse();
        assertThat(EventPattern.parse("{\"n\":[{\"exists\":true}]}").matches(event))
                .isTrue();
    }
}
