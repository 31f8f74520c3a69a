package dev.evenstep.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.AwsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {

    @ParameterizedTest(name = "{0} on {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ~~                        | anything             | true
                    ERROR                     | an ERROR here        | true
                    ERROR                     | an error here        | false
                    order failed              | failed: order 7      | true
                    order failed              | order 7 is well      | false
                    "order 7"                 | an order 7 came      | true
                    "order 7"                 | order number 7       | false
                    "say \\"hi\\""            | they say "hi" to us  | true
                    ERROR -ignored            | ERROR ignored        | false
                    ERROR -ignored            | ERROR told           | true
                    -debug                    | info                 | true
                    ?ERROR ?WARN              | a WARN line          | true
                    ?ERROR ?WARN              | an INFO line         | false
                    INFO ?ERROR               | an INFO line         | true
                    { $.a = "x" }             | {"a":"x"}            | true
                    { $.a = x }               | {"a":"x"}            | true
                    { $.a = "x*" }            | {"a":"xyz"}          | true
                    { $.a = * }               | {"a":1}              | true
                    { $.a = * }               | {"b":1}              | false
                    { $.a != "x" }            | {"a":"y"}            | true
                    { $.a.b = 1 }             | {"a":{"b":1.0}}      | true
                    { $.a[1] > 1.5 }          | {"a":[0,2]}          | true
                    { $.a <= 1 }              | {"a":2}              | false
                    { $.a = 1 }               | {"a":"1"}            | false
                    { $.a IS NULL }           | {"a":null}           | true
                    { $.a IS TRUE }           | {"a":true}           | true
                    { $.a NOT EXISTS }        | {"b":1}              | true
                    { $.a NOT EXISTS }        | no json              | false
                    { $.a = "x" }             | a plain "x"          | false
                    {$.a="x"}                 | {"a":"x"}            | true
                    """)
    void aPatternTakesALine(String pattern, String line, boolean taken) {
        assertThat(FilterPattern.parse(pattern).test(line)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.a = 1 && $.b = 2 }",
                "{ ($.a = 1) || ($.b = 2) }",
                "{ $.a }",
                "{ a = 1 }",
                "{ $.a > \"x\" }",
                "[ip, user, status=404]",
                "%regex%",
                "\"open"
            })
    void whatIsNotUnderstoodIsRefused(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("InvalidParameterException"));
    }
}
