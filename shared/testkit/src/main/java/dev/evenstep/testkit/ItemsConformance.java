package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
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
    default void namesThatADatabaseReservesAreAttributesLikeOthers() {
        commitOrFail(Write.update(thing())
                .set("status", "s")
                .set("name", "n")
                .set("size", 1)
                .add("count", 1));

        assertThat(read(thing()).attributes()).containsKeys("status", "name", "size", "count");
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

    @Test
    default void theLargestAndTheSmallestNumberAreKeptAndOneBeyondWillNeverBe() {
        String digits = "12345678901234567890123456789012345678";
        commitOrFail(Write.update(thing())
                .set("large", new BigDecimal("9." + "9".repeat(37) + "E+125"))
                .set("small", new BigDecimal("-1E-130"))
                .set("long", new BigDecimal(digits))
                .set("round", 1_000));

        assertThat(read(thing()).attributes())
                .containsEntry("large", new BigDecimal("9." + "9".repeat(37) + "E+125"))
                .containsEntry("small", new BigDecimal("-1E-130"))
                .containsEntry("long", new BigDecimal(digits));
        assertThat(read(thing()).integer("round")).isEqualTo(1_000);
        for (String beyond : List.of("1E+126", "1E-131", digits + "9", "1E+999999999", "-1E-999999999")) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> commitOrFail(Write.update(thing()).set("beyond", new BigDecimal(beyond))))
                    .withMessageContaining("Attribute beyond is a number of");
        }
    }
}
