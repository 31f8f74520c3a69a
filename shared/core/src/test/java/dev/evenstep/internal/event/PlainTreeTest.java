package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainTreeTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Test
    void everyValueOfJsonIsThereAndBackTheSame() throws Exception {
        String text = "{\"t\":\"x\",\"i\":7,\"big\":100000000000000000000,\"d\":1.50,\"yes\":true,\"none\":null,"
                + "\"list\":[1,[\"a\"],{\"b\":2}],\"in\":{\"c\":false}}";

        Map<String, @Nullable Object> tree = PlainTree.of((ObjectNode) JSON.readTree(text));

        assertThat(tree)
                .containsEntry("t", "x")
                .containsEntry("i", 7L)
                .containsEntry("big", new BigInteger("100000000000000000000"))
                .containsEntry("d", new BigDecimal("1.50"))
                .containsEntry("yes", true)
                .containsEntry("none", null)
                .containsEntry("in", Map.of("c", false));
        assertThat(PlainTree.node(tree, "data")).hasToString(text);
    }

    @Test
    void whatIsNoJsonIsNamedByItsPlace() {
        Map<String, Object> data = new HashMap<>();
        data.put("lines", List.of(1, Instant.EPOCH));

        assertThatThrownBy(() -> PlainTree.node(data, "data"))
                .hasMessageContaining("data.lines[1] is of java.time.Instant, which is no JSON");
        assertThatThrownBy(() -> PlainTree.node(Map.of(1, "x"), "data")).hasMessageContaining("a name that is no text");
    }
}
