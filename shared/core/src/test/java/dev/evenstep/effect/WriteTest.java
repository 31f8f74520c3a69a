package dev.evenstep.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Item.Null;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WriteTest {

    private static final ItemKey KEY = ItemKey.of("orders", "orderId", "o-1").and("line", 1);

    private static final List<UnaryOperator<Write.Update>> CHANGES = List.of(
            update -> update.set("a", 1),
            update -> update.add("a", 1),
            update -> update.append("a", 1),
            update -> update.remove("a"));

    @Test
    void numbersThatAreAddedSumUpAndAListGrowsByOneElement() {
        Write.Update update =
                Write.update(KEY).add("n", 1).add("n", new BigDecimal("1.50")).append("list", "a");

        assertThat(update.add()).containsEntry("n", new BigDecimal("2.5"));
        assertThatThrownBy(() -> update.append("list", "b")).hasMessageContaining("appends to list already");
    }

    @Test
    void whatIsAppendedIsNestedOneLevelDeeper() {
        Object element = "leaf";
        for (int i = 0; i < 30; i++) {
            element = List.of(element);
        }
        Object deeper = List.of(element);

        assertThat(Write.update(KEY).append("a", element).append()).hasSize(1);
        never(
                Reason.TOO_DEEP,
                "Attribute a is nested deeper",
                () -> Write.update(KEY).append("a", deeper));
    }

    @Test
    void anAttributeIsChangedInOneWay() {
        for (UnaryOperator<Write.Update> one : CHANGES) {
            for (UnaryOperator<Write.Update> other : CHANGES) {
                if (!one.equals(other)) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> other.apply(one.apply(Write.update(KEY))))
                            .withMessageContaining("changes a in two ways");
                }
            }
        }
    }

    @Test
    void aKeyIsNotChanged() {
        List<ThrowingCallable> changes = List.of(
                () -> Write.update(KEY).set("orderId", "o-1"),
                () -> Write.update(KEY).add("line", 1),
                () -> Write.update(KEY).append("line", 1),
                () -> Write.update(KEY).remove("orderId"));

        assertThat(changes)
                .allSatisfy(change -> assertThatIllegalArgumentException()
                        .isThrownBy(change)
                        .withMessageContaining("which is part of its key"));
    }

    @Test
    void anItemDoesNotContradictItsKey() {
        Item same = Item.of("orderId", "o-1").with("line", 1);

        assertThat(Write.put(KEY, same).item()).isEqualTo(same);
        assertThatThrownBy(() -> Write.put(KEY, Item.of("orderId", "o-2")))
                .hasMessageContaining("says otherwise of its key orderId");
    }

    @Test
    void aKeyHasOneOrTwoAttributes() {
        assertThat(KEY.attributes()).containsOnlyKeys("orderId", "line");
        assertThatThrownBy(() -> new ItemKey("t", Map.of())).hasMessageContaining("has 0 attributes");
        assertThatThrownBy(() -> KEY.and("z", 1)).hasMessageContaining("has 3 attributes");
    }

    @Test
    void aKeyIsOfAKindAndASizeThatAKeyCanBe() {
        ItemKey longest = ItemKey.of("t", "p", "ä".repeat(1_024)).and("s", Bytes.of(new byte[1_024]));

        assertThat(longest.attributes()).hasSize(2);
        never(Reason.TOO_LARGE, "p of t has 2,049 bytes; 2,048", () -> ItemKey.of("t", "p", "ä".repeat(1_024) + "x"));
        never(
                Reason.TOO_LARGE,
                "s of t has 1,025 bytes; 1,024",
                () -> ItemKey.of("t", "p", "x").and("s", "x".repeat(1_025)));
        never(Reason.REJECTED, "attribute p of t is empty", () -> ItemKey.of("t", "p", ""));
        never(
                Reason.REJECTED,
                "attribute s of t is empty",
                () -> ItemKey.of("t", "p", 1).and("s", Bytes.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ItemKey.of("t", "p", true))
                .withMessageContaining("p of t is a boolean; a key is a text, a number or Bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.of("t", "p", Null.NULL));
        assertThatIllegalArgumentException().isThrownBy(() -> ItemKey.of("t", "p", List.of()));
    }

    @Test
    void moreChangesOrConditionsThanAnExpressionHoldsWillNeverSucceed() {
        String message = "attributes, more than DynamoDB takes in one expression";
        never(Reason.TOO_LARGE, message, () -> many(251, (update, name) -> update.set(name, 1)));
        never(Reason.TOO_LARGE, message, () -> many(87, (update, name) -> update.add(name, 1)));
        never(Reason.TOO_LARGE, message, () -> many(67, (update, name) -> update.append(name, 1)));
        never(Reason.TOO_LARGE, message, () -> many(501, Write.Update::remove));
        never(Reason.TOO_LARGE, "has 101 conditions; 100 are the most", () -> {
            Write write = Write.delete(KEY);
            for (int i = 0; i <= 100; i++) {
                write = write.when(Condition.present());
            }
        });
    }

    private interface Change {

        Write.Update to(Write.Update update, String attribute);
    }

    private static Write.Update many(int times, Change change) {
        Write.Update update = Write.update(KEY);
        for (int i = 0; i < times; i++) {
            update = change.to(update, "a" + i);
        }
        return update;
    }

    private static void never(Reason reason, String message, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
