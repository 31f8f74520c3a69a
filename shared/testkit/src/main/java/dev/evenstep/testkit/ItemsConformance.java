package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Item.Null;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Guard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What conditions and writes mean for an item, and reading it, as every store must do it. */
interface ItemsConformance extends StoreFixture {

    @Test
    default void everyConditionMeansWhatItSays() {
        put(Item.of("status", "NEW").with("count", 3).with("flag", true));

        assertThat(holds(Condition.present())).isTrue();
        assertThat(holds(Condition.absent())).isFalse();
        assertThat(holds(Condition.equal("status", "NEW"))).isTrue();
        assertThat(holds(Condition.equal("status", "OLD"))).isFalse();
        assertThat(holds(Condition.equal("count", 3))).isTrue();
        assertThat(holds(Condition.equal("flag", true))).isTrue();
        assertThat(holds(Condition.equal("missing", 1))).isFalse();
        assertThat(holds(Condition.atLeast("count", 3))).isTrue();
        assertThat(holds(Condition.atLeast("count", 4))).isFalse();
        assertThat(holds(Condition.atLeast("status", 1))).isFalse();
    }

    @Test
    default void everyKindOfWriteMeansWhatItSays() {
        put(Item.of("status", "NEW").with("count", 3).with("log", List.of("a")));

        commitOrFail(Write.update(thing()).set("status", "OLD").add("count", 4).append("log", "b"));
        assertThat(read(thing()).attributes())
                .containsEntry("status", "OLD")
                .containsEntry("count", BigDecimal.valueOf(7))
                .containsEntry("log", List.of("a", "b"));

        commitOrFail(Write.update(thing()).add("fresh", 2).append("more", Map.of("x", 1)));
        assertThat(read(thing()).whole("fresh")).isEqualTo(2);
        assertThat(read(thing()).items("more")).containsExactly(Item.of("x", 1));

        commitOrFail(Write.put(thing(), Item.of("only", 1)));
        assertThat(read(thing()).attributes()).containsOnlyKeys("id", "only");

        commitOrFail(Write.delete(thing()).when(Condition.present()));
        assertThat(store().read(List.of(thing()))).isEmpty();
    }

    @Test
    default void whatIsRemovedIsGoneAndWhatWasNotThereDoesNotMatter() {
        put(Item.of("status", "NEW").with("count", 3).with("none", Null.NULL));

        commitOrFail(Write.update(thing())
                .remove("status")
                .remove("none")
                .remove("never there")
                .add("count", new BigDecimal("0.5")));

        assertThat(read(thing()).without("id")).isEqualTo(Item.of("count", 3.5));
    }

    /** As on AWS. */
    @Test
    default void removingAloneMakesNoItem() {
        commitOrFail(Write.update(thing()).remove("status"));

        assertThat(store().read(List.of(thing()))).doesNotContainKey(thing());
        assertThat(holds(Condition.absent())).isTrue();
    }

    @Test
    default void anUpdateWithoutChangeOnlyChecks() {
        commitOrFail(Write.update(thing()).when(Condition.absent()));
        assertThat(store().read(List.of(thing()))).isEmpty();
        assertThat(store().commit(commit(
                        new Guard.FirstTime(), null, Write.update(thing()).when(Condition.present()))))
                .isEqualTo(new Commits.WriteRefused(thing()));

        put(Item.of("count", 3));
        commitOrFail(Write.update(thing()).when(Condition.present()).when(Condition.equal("count", 3)));
        assertThat(store().commit(commit(
                        new Guard.FirstTime(), null, Write.update(thing()).when(Condition.equal("count", 4)))))
                .isEqualTo(new Commits.WriteRefused(thing()));
        assertThat(read(thing()).without("id")).isEqualTo(Item.of("count", 3));
    }

    @Test
    default void anItemMayHaveNothingButItsKey() {
        put(new Item(Map.of()));

        assertThat(read(thing())).isEqualTo(new Item(thing().attributes()));
    }

    @Test
    default void moreKeysThanCanBeReadAtOnceAreRefused() {
        List<ItemKey> many = IntStream.range(0, 101)
                .mapToObj(i -> ItemKey.of("things", "id", run() + "-" + i))
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().read(many))
                .withMessageContaining("101 items to read at once");
    }

    @Test
    default void manyItemsAreReadAtOnceAndMissingOnesAreLeftOut() {
        List<ItemKey> keys = IntStream.range(0, 10)
                .mapToObj(i -> ItemKey.of("things", "id", run() + "-" + i))
                .toList();
        keys.subList(0, 9).forEach(key -> commitOrFail(Write.put(key, Item.of("name", "here"))));

        assertThat(store().read(keys)).containsOnlyKeys(keys.subList(0, 9));
        assertThat(store().read(List.of())).isEmpty();
    }
}
