package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Bytes;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.Item.Null;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store refuses of a write for good, and that nothing is left of what it refuses, as every store must do it. */
interface RefusalsConformance extends StoreFixture {

    @Test
    default void whatIsNoNumberIsNotAddedTo() {
        put(Item.of("text", "5")
                .with("list", List.of(1))
                .with("null", Null.NULL)
                .with("set", Set.of(1)));

        for (String attribute : List.of("text", "list", "null", "set")) {
            refused(Reason.REJECTED, Write.update(thing()).add(attribute, 1));
        }
    }

    @Test
    default void whatIsNoListIsNotAppendedTo() {
        put(Item.of("text", "a").with("number", 1).with("null", Null.NULL).with("set", Set.of("a")));

        for (String attribute : List.of("text", "number", "null", "set")) {
            refused(Reason.REJECTED, Write.update(thing()).append(attribute, "b"));
        }
    }

    @Test
    default void aSumThatNoNumberIsLikeIsRefused() {
        BigDecimal large = new BigDecimal("9E+125");
        put(Item.of("large", large).with("low", large.negate()).with("one", 1).with("small", new BigDecimal("1E-130")));

        refused(Reason.REJECTED, Write.update(thing()).add("large", large));
        refused(Reason.REJECTED, Write.update(thing()).add("low", large.negate()));
        refused(Reason.REJECTED, Write.update(thing()).add("one", new BigDecimal("1E+38")));
        refused(Reason.REJECTED, Write.update(thing()).add("small", 1));
    }

    @Test
    default void anItemOf400KilobytesIsStoredAndOneWithAByteMoreIsRefused() {
        Item item = new Item(thing().attributes())
                .with("yes", true)
                .with("null", Null.NULL)
                .with("bytes", Bytes.of(new byte[999]))
                .with("list", List.of("ä", List.of(), Map.of("k", "v")))
                .with("texts", Set.of("a", "bc"))
                .with("text", "");
        int left = Math.toIntExact(Item.MOST_BYTES - item.size());
        Item largest = item.with("text", "x".repeat(left));
        assertThat(largest.size()).isEqualTo(Item.MOST_BYTES);

        put(largest);
        refused(Reason.TOO_LARGE, Write.put(thing(), item.with("text", "x".repeat(left + 1))));
        refused(Reason.TOO_LARGE, Write.update(thing()).set("text", "x".repeat(left + 1)));
        refused(Reason.TOO_LARGE, Write.update(thing()).set("y", true));
        refused(Reason.TOO_LARGE, Write.update(thing()).append("list", true));
        commitOrFail(Write.update(thing()).remove("yes").set("y", true));
    }

    @Test
    default void aTransactionAbove4MegabytesIsRefused() {
        Write[] writes = new Write[11];
        for (int i = 0; i < writes.length; i++) {
            ItemKey key = ItemKey.of("things", "id", run() + "-" + i);
            writes[i] = Write.put(key, Item.of("text", "x".repeat(390 * 1024)));
        }

        refused(Reason.TOO_LARGE, writes);
    }

    @Test
    default void anAnswerThatDoesNotFitBesideTheMarkIsRefused() {
        String answer = "\"" + "x".repeat(Item.MOST_BYTES) + "\"";

        for (List<Write> writes :
                List.<List<Write>>of(List.of(), List.of(Write.update(other()).set("touched", true)))) {
            Commit commit = first(step(event()), writes, List.of(), answer);
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> store().commit(commit))
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE));
            assertThat(store().read(List.of(other()))).isEmpty();
            assertThat(handled(event(), NOW)).isNull();
        }
    }

    /** What it takes to say them in the database's own words is bounded. */
    @Test
    default void asManyChangesAsAnUpdateTakesAreMade() {
        made(250, (update, name) -> update.set(name, 1));
        made(86, (update, name) -> update.add(name, 1));
        made(66, (update, name) -> update.append(name, 1));
        made(500, Write.Update::remove);
    }

    @Test
    default void asManyConditionsAsAWriteTakesAreChecked() {
        Write.Update write = Write.update(thing()).set("done", true);
        Item item = Item.of("n", 1);
        for (int i = 0; i < Write.MOST_CONDITIONS; i++) {
            item = item.with("a" + i, i);
            write = write.when(i % 2 == 0 ? Condition.equal("a" + i, i) : Condition.atLeast("a" + i, i));
        }
        put(item);

        commitOrFail(write);
        assertThat(read(thing()).truth("done")).isTrue();
    }

    @Test
    default void aVersionedWriteThatIsRefusedLeavesEverythingAsItWas() {
        put(Item.of("text", "a").with("n", 1));
        Item before = read(thing());
        int left = Math.toIntExact(Item.MOST_BYTES - before.with("more", "").size());

        for (Write write : List.of(
                Write.update(thing()).add("n", 1).add("text", 1),
                Write.update(thing()).add("n", 1).append("text", 1),
                Write.update(thing()).add("n", new BigDecimal("1E+38")),
                Write.update(thing()).set("more", "x".repeat(left)),
                Write.update(thing()).set("more", "x".repeat(left + 1)),
                Write.put(thing(), Item.of("more", "x".repeat(Item.MOST_BYTES))))) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> store().commit(
                                    first(version(PositionRule.TurnRule.NEXT), List.of(write), List.of(), null)));
            assertThat(read(thing())).isEqualTo(before);
        }
    }

    private Step version(PositionRule.TurnRule rule) {
        return new Step.Ordered(
                new RecordAddress.OnItem(new PositionKey("conformance", run()), thing()),
                1,
                new PositionRule(rule, 1),
                key("e-1"),
                "content");
    }

    interface Change {

        Write.Update to(Write.Update update, String attribute);
    }

    private void made(int times, Change change) {
        Write.Update update = Write.update(thing());
        for (int i = 0; i < times; i++) {
            update = change.to(update, "a" + i);
        }
        commitOrFail(Write.delete(thing()));
        commitOrFail(update.when(Condition.absent()));
        commitOrFail(Write.delete(thing()));
        assertThat(store().commit(first(version(PositionRule.TurnRule.LATER), List.of(update), List.of(), null)))
                .isEqualTo(new Commits.Committed());
        assertThat(read(thing()).integer("entityVersion")).isEqualTo(1);
    }

    /** Beside a write that would do: neither it, nor an event, nor the record is left. */
    private void refused(Reason reason, Write... bad) {
        List<Write> writes = new ArrayList<>(List.of(bad));
        writes.addFirst(Write.update(other()).set("touched", true));
        List<ItemKey> keys = writes.stream().map(Write::key).toList();
        Map<ItemKey, Item> before = store().read(keys);
        Commit commit = first(step(event()), writes, List.of(published()), null);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> store().commit(commit))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
        assertThat(store().read(keys)).isEqualTo(before);
        assertThat(outboxOf(entity())).isEmpty();
        assertThat(handled(event(), NOW)).isNull();
    }
}
