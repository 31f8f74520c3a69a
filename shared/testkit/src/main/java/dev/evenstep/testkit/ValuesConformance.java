package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.effect.Bytes;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Item.Null;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an item holds and how it is read and compared, as every store must do it. */
interface ValuesConformance extends StoreFixture {

    List<String> STRANGE_NAMES = List.of("a.b", "a[0]", "#n", ":v", "a b", "a,b", "ä€", "1", "select", "status", "SET");

    @Test
    default void everythingThatCanBeStoredIsReadAsItWasAndSurvivesBeingPutBack() {
        Item scalars = Item.of("text", "ä€\ud83d\ude00")
                .with("empty", "")
                .with("number", new BigDecimal("-12.5"))
                .with("yes", true)
                .with("no", false)
                .with("null", Null.NULL)
                .with("bytes", Bytes.of((byte) 0, (byte) -1))
                .with("no bytes", Bytes.of());
        Item sets = Item.of("texts", Set.of("a", "b", ""))
                .with("numbers", Set.of(1, 2.5, new BigDecimal("1.2E+4")))
                .with("binaries", Set.of(Bytes.of((byte) 1), Bytes.of()));
        Item all = scalars.with("nothing", List.of())
                .with("nobody", Map.of())
                .with("list", List.of(1, Null.NULL, "after", sets.attributes(), List.of(Null.NULL), Bytes.of((byte) 9)))
                .with("map", scalars.attributes());
        for (Map.Entry<String, Object> set : sets.attributes().entrySet()) {
            all = all.with(set.getKey(), set.getValue());
        }

        put(all);
        Item read = read(thing());
        assertThat(read).isEqualTo(all.with("id", read.text("id")));

        put(read);
        assertThat(read(thing())).isEqualTo(read);

        Write.Update update = Write.update(other());
        for (Map.Entry<String, Object> attribute : all.attributes().entrySet()) {
            update = update.set(attribute.getKey(), attribute.getValue());
        }
        commitOrFail(update.append("appended", all.attributes()));
        assertThat(read(other()).without("id").without("appended")).isEqualTo(all);
        assertThat(read(other()).items("appended")).containsExactly(all);
    }

    @Test
    default void aNumberIsStoredAndReadPlainWhereverItStands() {
        BigDecimal number = new BigDecimal("1.2E+4");
        put(Item.of("n", number)
                .with("list", List.of(number, Map.of("n", number)))
                .with("set", Set.of(number)));
        commitOrFail(Write.update(thing()).add("sum", number).append("more", number));

        Map<String, Object> read = read(thing()).without("id").attributes();
        assertThat(read).hasSize(5).containsEntry("n", BigDecimal.valueOf(12_000));
        assertThat(read.get("list")).hasToString("[12000, {n=12000}]");
        assertThat(read.get("set")).hasToString("[12000]");
        assertThat(read.get("sum")).hasToString("12000");
        assertThat(read.get("more")).hasToString("[12000]");
    }

    @Test
    default void theLargestAndTheSmallestNumberAreKeptAndOneBeyondWillNeverBe() {
        String digits = "12345678901234567890123456789012345678";
        BigDecimal large = new BigDecimal("9." + "9".repeat(37) + "E+125");
        BigDecimal small = new BigDecimal("-1E-130");
        commitOrFail(Write.update(thing())
                .set("large", large)
                .set("small", small)
                .set("long", new BigDecimal(digits))
                .set("nested", List.of(Set.of(large, small)))
                .add("sum", large)
                .set("round", 1_000));

        Item read = read(thing());
        assertThat(read.number("large")).isEqualByComparingTo(large);
        assertThat(read.number("small")).isEqualByComparingTo(small);
        assertThat(read.number("long")).isEqualByComparingTo(digits);
        assertThat(read.number("sum")).isEqualByComparingTo(large);
        assertThat(read.list("nested"))
                .isEqualTo(Item.of("l", List.of(Set.of(small, large))).list("l"));
        assertThat(read.integer("round")).isEqualTo(1_000);
        assertThat(holds(Condition.atLeast("large", large))).isTrue();
        assertThat(holds(Condition.atLeast("long", new BigDecimal(digits).add(BigDecimal.ONE))))
                .isFalse();
        for (String beyond : List.of("1E+126", "1E-131", digits + "9", "1E+999999999", "-1E-999999999")) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> commitOrFail(Write.update(thing()).set("beyond", new BigDecimal(beyond))))
                    .withMessageContaining("Attribute beyond is a number of");
        }
    }

    @Test
    default void aNameIsOneAttributeWhateverItLooksLike() {
        Write.Update set = Write.update(thing()).set("a", List.of("kept")).set("n", "kept");
        Write.Update changed = Write.update(thing());
        Write.Update removed = Write.update(thing());
        for (String name : STRANGE_NAMES) {
            set = set.set(name, 1).add(name + "+", 1).append(name + "*", 1);
            changed = changed.add(name, 1).when(Condition.equal(name, 1)).when(Condition.atLeast(name + "+", 1));
            removed = removed.remove(name).remove(name + "+").remove(name + "*");
        }
        commitOrFail(set);
        assertThat(read(thing()).attributes()).containsKeys(STRANGE_NAMES.toArray(String[]::new));

        commitOrFail(changed);
        Item read = read(thing());
        assertThat(STRANGE_NAMES)
                .allSatisfy(name -> assertThat(read.integer(name)).isEqualTo(2));

        commitOrFail(removed);
        assertThat(read(thing()).without("id"))
                .isEqualTo(Item.of("a", List.of("kept")).with("n", "kept"));
    }

    @Test
    default void equalityIsOfKindAndValue() {
        Bytes bytes = Bytes.of("3".getBytes(StandardCharsets.UTF_8));
        put(Item.of("n", 3)
                .with("b", bytes)
                .with("z", Null.NULL)
                .with("s", Set.of(1, 2, 3))
                .with("l", List.of(1, 2))
                .with("m", Map.of("x", Set.of("a", "b"))));

        assertThat(holds(Condition.equal("n", new BigDecimal("3.00")))).isTrue();
        assertThat(holds(Condition.equal("b", bytes))).isTrue();
        assertThat(holds(Condition.equal("z", Null.NULL))).isTrue();
        assertThat(holds(Condition.equal("s", Set.of(3, 2, new BigDecimal("1.0")))))
                .isTrue();
        assertThat(holds(Condition.equal("l", List.of(1, 2)))).isTrue();
        assertThat(holds(Condition.equal("m", Map.of("x", Set.of("b", "a"))))).isTrue();

        assertThat(holds(Condition.equal("n", "3"))).isFalse();
        assertThat(holds(Condition.equal("b", "3"))).isFalse();
        assertThat(holds(Condition.equal("missing", Null.NULL))).isFalse();
        assertThat(holds(Condition.equal("s", Set.of(1, 2)))).isFalse();
        assertThat(holds(Condition.equal("s", Set.of("1", "2", "3")))).isFalse();
        assertThat(holds(Condition.equal("l", List.of(2, 1)))).isFalse();
        assertThat(holds(Condition.equal("l", Set.of(1, 2)))).isFalse();
        assertThat(holds(Condition.atLeast("b", 1))).isFalse();
        assertThat(holds(Condition.atLeast("z", 0))).isFalse();
        assertThat(holds(Condition.atLeast("missing", -1))).isFalse();
        assertThat(holds(Condition.atLeast("n", new BigDecimal("2.5")))).isTrue();
        assertThat(holds(Condition.atLeast("n", new BigDecimal("3.5")))).isFalse();
        assertThat(holds(Condition.before("missing", "a"))).isTrue();
        assertThat(holds(Condition.before("n", "9"))).isFalse();
    }

    @Test
    default void aTextIsBeforeAnotherByItsBytes() {
        put(Item.of("place", "s010").with("sign", "\uFFFD"));

        assertThat(holds(Condition.before("place", "s011"))).isTrue();
        assertThat(holds(Condition.before("place", "s0100"))).isTrue();
        assertThat(holds(Condition.before("place", "s010"))).isFalse();
        assertThat(holds(Condition.before("place", "r999"))).isFalse();
        assertThat(holds(Condition.before("sign", "\uD83D\uDE00"))).isTrue();
        assertThat(holds(Condition.before("id", "\uD83D\uDE00"))).isTrue();
    }

    @Test
    default void theLongestKeyAndTheDeepestNestingAreStored() {
        ItemKey longest = ItemKey.of("things", "id", run() + "k".repeat(2_048 - run().length()));
        Object element = "leaf";
        for (int i = 0; i < 30; i++) {
            element = i % 2 == 0 ? List.of(element) : Map.of("n", element);
        }
        Object deepest = List.of(element);
        commitOrFail(Write.put(longest, Item.of("a", deepest)));
        commitOrFail(Write.update(longest).append("list", element).set("b", deepest));

        assertThat(store().read(List.of(longest))).containsOnlyKeys(longest);
        assertThat(read(longest).attributes().get("b")).isEqualTo(deepest);
    }
}
