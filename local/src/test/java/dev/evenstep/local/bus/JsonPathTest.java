package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.JsonTrees;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

    private static final String EVENT = """
            {"detail-type":"t","detail":{"a-b":{"c_d":1},"list":[{"x":1},{"x":2},{"y":3}],"aws/path":"p","empty":[]}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    $.detail-type        | "t"
                    $.detail.a-b.c_d     | 1
                    $.detail.list[1].x   | 2
                    $.detail.list[*].x   | [1,2]
                    $.detail.list.*.x    | [1,2]
                    $.detail.a-b.*       | [1]
                    $.detail.aws/path    | "p"
                    $.detail.empty[*]    | []
                    $.detail.none[*]     | []
                    """)
    void aPathFinds(String path, String found) throws Exception {
        assertThat(JsonPath.parse(path).read(JsonTrees.parse(EVENT)).map(JsonTrees::write))
                .contains(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.detail.none", "$.detail.list[3]", "$.detail-type.deeper", "$.detail.a-b[0]"})
    void aPathFindsNothing(String path) throws Exception {
        assertThat(JsonPath.parse(path).read(JsonTrees.parse(EVENT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "detail",
                "",
                "$detail",
                "$..x",
                "$.a[",
                "$.a['b']",
                "$.a[?(@.x==1)]",
                "$.a[-1]",
                "$.a[1:2]",
                "$.a b",
                "$.",
                "$.a[0,1]"
            })
    void whatEventBridgeDoesNotSupportIsRefused(String path) {
        assertThatThrownBy(() -> JsonPath.parse(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
