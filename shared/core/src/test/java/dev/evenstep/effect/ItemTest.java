package dev.evenstep.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item.Null;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemTest {

    @Test
    void equalValuesAreEqualHoweverTheyAreWritten() {
        assertThat(Item.of("total", 100)).isEqualTo(Item.of("total", 100L));
        assertThat(Item.of("total", new BigDecimal("1.50"))).isEqualTo(Item.of("total", 1.5));
        assertThat(Item.of("total", new BigDecimal("1.2E+4"))).isEqualTo(Item.of("total", 12_000));
        assertThat(Item.of("set", Set.of(new BigDecimal("1.0"), 2))).isEqualTo(Item.of("set", Set.of(2L, 1)));
        assertThat(Item.of("bytes", Bytes.of((byte) 1))).isEqualTo(Item.of("bytes", Bytes.of((byte) 1)));
        assertThat(ItemKey.of("t", "k", 0)).isEqualTo(ItemKey.of("t", "k", new BigDecimal("0.0")));
    }

    @Test
    void aNumberReadsPlainWhereverItStands() {
        BigDecimal number = new BigDecimal("1.2E+4");
        Item item = Item.of("n", number)
                .with("list", List.of(number))
                .with("map", Map.of("n", number))
                .with("set", Set.of(number));

        assertThat(item.attributes()).hasToString("{n=12000, list=[12000], map={n=12000}, set=[12000]}");
        assertThat(ItemKey.of("t", "k", number)).hasToString("t{k=12000}");
        assertThat(Condition.equal("n", number)).hasToString("Equal[attribute=n, value=12000]");
        assertThat(Condition.atLeast("n", number)).hasToString("AtLeast[attribute=n, least=12000]");
        assertThat(Write.update(ItemKey.of("t", "k", "x")).add("n", number).add())
                .hasToString("{n=12000}");
    }

    @Test
    void aValueThatCannotBeStoredIsRefusedWithItsNameAndARemedy() {
        refused("Attribute a is null; leave it out or remove(a), or store Null.NULL", null);
        refused("Attribute a.b is null; leave it out or remove(a.b), or store Null.NULL", withNull());
        refused("Attribute a is null;", Arrays.asList("x", null));
        refused("Attribute a is a java.time.Instant; store its toString() or its epoch seconds", Instant.EPOCH);
        refused("Attribute a is a dev.evenstep.decision.Reason; store its name()", Reason.GAP);
        refused("Attribute a is a [B; wrap it with Bytes.of", new byte[1]);
        refused("Attribute a.b is a java.lang.Object; text, numbers,", Map.of("b", List.of(new Object())));
        refused("Attribute a is a java.lang.Double that is no number (NaN); remove(a) or Null.NULL", Double.NaN);
        refused("Attribute a is a java.lang.Float that is no number (-Infinity)", Float.NEGATIVE_INFINITY);
        refused("Attribute a is an empty set, which DynamoDB has not; remove(a) instead", Set.of());
        refused("Attribute a is a set of other things than text, or numbers, or Bytes", Set.of("x", 1));
        refused("Attribute a is a set of other things than text, or numbers, or Bytes", Set.of(true));
        refused("Attribute a.1 has a name that is a number; names are text", Map.of(1, "x"));
    }

    @Test
    void whatTheSameEventWouldBringAgainWillNeverSucceed() {
        never(Reason.REJECTED, "An attribute's name is empty", () -> Item.of("", "x"));
        never(Reason.REJECTED, "An attribute's name is empty", () -> Item.of("a", Map.of("", "x")));
        never(Reason.REJECTED, "An attribute's name is empty", () -> Condition.atLeast("", 1));
        never(Reason.TOO_LARGE, "name has 65,536 bytes", () -> Item.of("x".repeat(65_536), "x"));
        never(Reason.TOO_DEEP, "Attribute a is nested deeper than 32", () -> Item.of("a", nested(32)));
        never(Reason.REJECTED, "Attribute a is a text with half a surrogate", () -> Item.of("a", "\ud800"));
        assertThat(Item.of("a", nested(31)).has("a")).isTrue();
        assertThat(Item.of("x".repeat(65_535), "\ud83d\ude00").attributes()).hasSize(1);
    }

    @Test
    void aNumberBeyondWhatCanBeStoredWillNeverSucceedAndIsNotWrittenOut() {
        ItemKey key = ItemKey.of("t", "k", "x");
        for (String digits : List.of("1E+999999999", "-1E+126", "1E-131", "100E+2147483647")) {
            BigDecimal number = new BigDecimal(digits);
            String message = "Attribute total is a number of the magnitude 1E";
            never(Reason.REJECTED, message, () -> Write.update(key).set("total", number));
            never(Reason.REJECTED, message, () -> Write.update(key).add("total", number));
            never(Reason.REJECTED, message, () -> Condition.atLeast("total", number));
            never(Reason.REJECTED, message, () -> Item.of("total", List.of(Set.of(number))));
            never(Reason.REJECTED, message, () -> ItemKey.of("t", "total", number));
        }
        BigDecimal long39 = new BigDecimal("1" + "0".repeat(37) + "1");
        never(Reason.REJECTED, "Attribute total is a number of 39 digits; 38", () -> Condition.equal("total", long39));
        assertThat(Item.of("total", new BigDecimal("10E+124")).number("total")).isEqualByComparingTo("1E+125");
    }

    @Test
    void anAttributeReadAsWhatItIsNotIsNamed() {
        Item item = Item.of("status", "PLACED")
                .with("half", 0.5)
                .with("set", Set.of(1))
                .with("none", Null.NULL);

        assertThatThrownBy(() -> item.number("status")).hasMessage("Attribute status is a text, not a number");
        assertThatThrownBy(() -> item.text("total")).hasMessage("Attribute total is missing, not a text");
        assertThatThrownBy(() -> item.text("none")).hasMessage("Attribute none is NULL, not a text");
        assertThatThrownBy(() -> item.texts("set")).hasMessage("Attribute set is a set with a number, not of text");
        assertThatThrownBy(() -> item.integer("half")).hasMessage("Attribute half is a number, but not an int");
        assertThatThrownBy(() -> item.whole("half")).hasMessage("Attribute half is a number, but not a long");
        assertThatThrownBy(() -> Item.of("a", List.of("secret")).items("a"))
                .hasMessage("Attribute an element of a is a text, not a map");
    }

    @Test
    void everyKindIsReadAsWhatItIs() {
        Item item = Item.of("none", Null.NULL)
                .with("bytes", Bytes.of((byte) 7))
                .with("texts", Set.of("a"))
                .with("numbers", Set.of(2))
                .with("binaries", Set.of(Bytes.of()))
                .with("map", Map.of("x", 1))
                .with("lines", List.of(Map.of("sku", "a")));

        assertThat(item.isNull("none")).isTrue();
        assertThat(item.isNull("absent")).isFalse();
        assertThat(item.bytes("bytes").toArray()).containsExactly(7);
        assertThat(item.texts("texts")).containsExactly("a");
        assertThat(item.numbers("numbers")).containsExactly(BigDecimal.TWO);
        assertThat(item.binaries("binaries")).containsExactly(Bytes.of());
        assertThat(item.item("map")).isEqualTo(Item.of("x", 1));
        assertThat(item.items("lines")).containsExactly(Item.of("sku", "a"));
        assertThat(item.without("none").without("absent").has("none")).isFalse();
    }

    @Test
    void bytesDoNotChangeAndAreNotPrinted() {
        byte[] array = {1, 2};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2);
        assertThat(bytes).hasToString("2 bytes");
    }

    /** The example of the developer guide, and its rule for every kind. */
    @Test
    void anItemIsAsLargeAsDynamoDbSays() {
        assertThat(Item.of("shirt-color", "R").with("shirt-size", "M").size()).isEqualTo(23);
        assertThat(Item.of("ä", "€").size()).isEqualTo(2 + 3);
        assertThat(Item.of("n", 12_345).size()).isEqualTo(1 + 4);
        assertThat(Item.of("b", Bytes.of(new byte[5]))
                        .with("t", true)
                        .with("z", Null.NULL)
                        .size())
                .isEqualTo(1 + 5 + 1 + 1 + 1 + 1);
        assertThat(Item.of("l", List.of("ab", List.of())).size()).isEqualTo(1 + 3 + 1 + 2 + 1 + 3);
        assertThat(Item.of("m", Map.of("k", "v")).size()).isEqualTo(1 + 3 + 1 + 1 + 1);
        assertThat(Item.of("s", Set.of("ab", "c")).size()).isEqualTo(1 + 3);
    }

    private static Object nested(int lists) {
        Object value = "leaf";
        for (int i = 0; i < lists; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static Map<String, @Nullable Object> withNull() {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put("b", null);
        return map;
    }

    @SuppressWarnings("NullAway")
    private static void refused(String message, @Nullable Object value) {
        ItemKey key = ItemKey.of("t", "k", "x");
        for (ThrowingCallable making : List.<ThrowingCallable>of(
                () -> Item.of("a", value),
                () -> Item.of("z", 1).with("a", value),
                () -> Condition.equal("a", value),
                () -> Write.update(key).set("a", value),
                () -> Write.update(key).append("a", value),
                () -> ItemKey.of("t", "a", value))) {
            assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(message);
        }
    }

    private static void never(Reason reason, String message, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
