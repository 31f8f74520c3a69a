package dev.evenstep.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.EventReference;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectTest {

    private static final ItemKey KEY = ItemKey.of("orders", "orderId", "o-1");

    @Test
    void equalNumbersAreEqualHoweverTheyAreWritten() {
        assertThat(Item.of("total", 100)).isEqualTo(Item.of("total", 100L));
        assertThat(Item.of("total", new java.math.BigDecimal("1.50"))).isEqualTo(Item.of("total", 1.5));
        assertThat(ItemKey.of("t", "k", 0)).isEqualTo(ItemKey.of("t", "k", new java.math.BigDecimal("0.0")));
    }

    @Test
    void aValueThatCannotBeStoredIsRefusedByName() {
        assertThatThrownBy(() -> Item.of("when", java.time.Instant.EPOCH))
                .hasMessageContaining("Attribute when is a java.time.Instant");
        assertThatThrownBy(() -> Item.of("deep", Map.of("inner", List.of(new Object()))))
                .hasMessageContaining("Attribute deep.inner is a java.lang.Object");
    }

    @Test
    void aNumberBeyondWhatCanBeStoredWillNeverSucceedAndIsNotWrittenOut() {
        for (String number : List.of("1E+999999999", "-1E+126", "1E-131", "100E+2147483647")) {
            assertThatThrownBy(() -> Write.update(KEY).set("total", new java.math.BigDecimal(number)))
                    .isInstanceOfSatisfying(
                            PermanentFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.REJECTED))
                    .hasMessageContaining("Attribute total is a number of the magnitude 1E")
                    .hasMessageEndingWith("; 1E-130 to 1E+125 can be stored");
        }
        assertThatThrownBy(() -> Condition.equal("total", new java.math.BigDecimal("1" + "0".repeat(37) + "1")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("Attribute total is a number of 39 digits; 38 can be stored");
        assertThat(Item.of("total", new java.math.BigDecimal("10E+124")).number("total"))
                .isEqualTo(new java.math.BigDecimal("1E+125"));
    }

    @Test
    void onlyWhatIsPublishedCanDependOnSomething() {
        assertThatThrownBy(() -> Effect.none().dependingOn(new EventReference("s", "e", null, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Nothing was published that could have the extension dependson; publish(…) first");
    }

    @Test
    void twoWritesToOneItemAreRefused() {
        Effect one = Effect.of(Write.update(KEY).set("a", 1));

        assertThatThrownBy(() -> one.and(Write.delete(KEY))).hasMessageContaining("writes orders{orderId=o-1} twice");
    }

    @Test
    void moreThanATransactionTakesWillNeverSucceed() {
        List<Write> many = IntStream.range(0, 100)
                .<Write>mapToObj(i -> Write.delete(ItemKey.of("t", "k", i)))
                .toList();

        assertThatThrownBy(() -> Effect.of(many))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE))
                .hasMessageContaining("100 writes and 0 events; a transaction takes 99 together");
    }

    @Test
    void numbersThatAreAddedSumUpAndAListGrowsByOneElement() {
        Write.Update update = Write.update(KEY).add("n", 1).add("n", 2).append("list", "a");

        assertThat(update.add()).containsEntry("n", java.math.BigDecimal.valueOf(3));
        assertThatThrownBy(() -> update.append("list", "b")).hasMessageContaining("appends to list already");
    }

    @Test
    void anItemDoesNotContradictItsKey() {
        Item same = Item.of("orderId", "o-1");

        assertThat(Write.put(KEY, same).item()).isEqualTo(same);
        assertThatThrownBy(() -> Write.put(KEY, Item.of("orderId", "o-2")))
                .hasMessageContaining("orders{orderId=o-1} says otherwise of its key orderId");
    }

    @Test
    void aKeyHasOneOrTwoAttributes() {
        assertThat(ItemKey.of("t", "p", "x").and("s", 1).attributes()).containsOnlyKeys("p", "s");
        assertThatThrownBy(() -> new ItemKey("t", Map.of())).hasMessageContaining("has 0 attributes");
        assertThatThrownBy(() -> ItemKey.of("t", "p", "x").and("s", 1).and("z", 1))
                .hasMessageContaining("has 3 attributes");
    }

    @Test
    void anAttributeReadAsWhatItIsNotIsNamed() {
        Item item = Item.of("status", "PLACED");

        assertThatThrownBy(() -> item.number("status")).hasMessageContaining("status is a String, not a BigDecimal");
        assertThatThrownBy(() -> item.text("total")).hasMessageContaining("total is missing");
        assertThat(Item.of("lines", List.of(Map.of("sku", "a"))).items("lines")).containsExactly(Item.of("sku", "a"));
    }
}
