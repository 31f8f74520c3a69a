package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.NOTED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.LeasedConsumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.internal.consume.Fixture.Noted;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.VersionTaken;
import dev.evenstep.internal.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two effects that claim one version of an entity. */
class VersionClaimsTest {

    private static final ItemKey ACCOUNT = ItemKey.of("accounts", "account", "account-1");

    private final Fixture fixture = new Fixture();

    @Test
    void whoLosesANextVersionGetsTheOneAfterTheLastAndKeepsItsEventIds() {
        TransactionalConsumer one = noting("one");
        TransactionalConsumer two = noting("two");
        Fixture alone = new Fixture();

        assertThat(fixture.consume(one, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(two, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(alone.consume(two, deposited("e-1", 4, 10))).isEqualTo(new Applied());

        assertThat(versions()).containsExactly(5, 6, 7, 8);
        assertThat(fixture.store.outbox().subList(2, 4))
                .extracting(Envelope::id)
                .isEqualTo(alone.store.outbox().stream().map(Envelope::id).toList());
    }

    @Test
    void aFunctionThatReadsIsAskedAgainBeforeItsEventsAreStampedAnew() {
        assertThat(fixture.consume(noting("one"), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        AtomicInteger asked = new AtomicInteger();
        TransactionalConsumer reading = Consumer.transactional("reading")
                .on(
                        DEPOSITED,
                        event -> List.of(ACCOUNT),
                        (event, items) -> Effect.none().publish(NOTED, new Noted("asked " + asked.incrementAndGet())));

        assertThat(fixture.consume(reading, deposited("e-1", 4, 10))).isEqualTo(new Applied());

        assertThat(versions()).containsExactly(5, 6, 7);
        assertThat(fixture.store.outbox().getLast().data().get("text")).isEqualTo("asked 2");
    }

    @Test
    void aVersionThatItsWriterNamedIsNotGivenToTwo() {
        TransactionalConsumer naming = naming("naming", 9);
        assertThat(fixture.consume(naming, deposited("e-1", 4, 10))).isEqualTo(new Applied());

        assertThat(fixture.consume(naming, deposited("e-2", 5, 10))).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.VERSION_CONFLICT);
            assertThat(poison.detail())
                    .isEqualTo(
                            "Version 9 of other-1 was made by bank#%s already, and what naming#bank#e-2 publishes claims it too"
                                    .formatted(fixture.store.outbox().getFirst().id()));
        });
        assertThat(fixture.store.outbox()).hasSize(1);
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void aWriterThatReadsTheVersionIsAskedAgain() {
        assertThat(fixture.consume(naming("first", 9), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        int[] version = {9};
        TransactionalConsumer reading = Consumer.transactional("reading")
                .on(
                        DEPOSITED,
                        event -> List.of(ACCOUNT),
                        (event, items) ->
                                Effect.none().publish(NOTED, new Noted("x"), Entity.of("other-1", version[0]++)));

        assertThat(fixture.consume(reading, deposited("e-2", 5, 10))).isEqualTo(new Applied());
        assertThat(versions()).containsExactly(9, 10);
    }

    @Test
    void whoLosesEveryTimeTriesLater() {
        AtomicInteger commits = new AtomicInteger();
        ScriptedStore losing = new ScriptedStore(new InMemoryStore(), commit -> {
            commits.incrementAndGet();
            return new VersionTaken(Entity.of("account-1", 5), "bank#other");
        });

        assertThat(fixture.consume(noting("one"), losing, deposited("e-1", 4, 10)))
                .isInstanceOfSatisfying(
                        Transient.class,
                        later -> assertThat(later.detail())
                                .startsWith("Version 5 of account-1 was made by bank#other already"));
        assertThat(commits).hasValue(6);
        assertThat(fixture.pauses).hasSize(5);
    }

    @Test
    void theOutsideEffectIsNotDoneAgainForAnotherVersion() {
        assertThat(fixture.consume(noting("one"), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        AtomicInteger outside = new AtomicInteger();
        LeasedConsumer paying = Consumer.leased("paying")
                .on(
                        DEPOSITED,
                        event -> outside.incrementAndGet(),
                        event -> Effect.of(Write.put(ACCOUNT, Item.of("paid", true)))
                                .publish(NOTED, new Noted("paid")));

        assertThat(fixture.consume(paying, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(outside).hasValue(1);
        assertThat(versions()).containsExactly(5, 6, 7);
    }

    @Test
    void ofACauseWithoutAVersionAnEventHasTheSubjectAndNoVersion() {
        String unversioned = deposited("e-1", 4, 10).replace("\"entityversion\":4,", "");

        assertThat(fixture.consume(noting("one"), unversioned)).isEqualTo(new Applied());
        assertThat(fixture.consume(noting("two"), unversioned)).isEqualTo(new Applied());

        assertThat(fixture.store.outbox()).extracting(Envelope::subject).containsOnly("account-1");
        assertThat(fixture.store.outbox()).extracting(Envelope::entityVersion).containsOnlyNulls();
    }

    @Test
    void whatIsAboutNothingHasNeitherSubjectNorVersionAndTakesNone() {
        TransactionalConsumer consumer = Consumer.transactional("ledger")
                .on(
                        DEPOSITED,
                        event -> Effect.none()
                                .publishUnordered(NOTED, new Noted("counted"))
                                .publish(NOTED, new Noted("noted")));

        assertThat(fixture.consume(consumer, deposited("e-1", 4, 10))).isEqualTo(new Applied());

        List<Envelope> outbox = fixture.store.outbox();
        assertThat(outbox).extracting(Envelope::subject).containsExactly(null, "account-1");
        assertThat(outbox).extracting(Envelope::entityVersion).containsExactly(null, 5);
    }

    @Test
    void anEffectThatClaimsOneVersionTwiceWillNeverSucceed() {
        TransactionalConsumer twice = Consumer.transactional("twice")
                .on(
                        DEPOSITED,
                        event -> Effect.none()
                                .publish(NOTED, new Noted("next"))
                                .publish(NOTED, new Noted("known"), Entity.of("account-1", 5)));

        assertThat(fixture.consume(twice, deposited("e-1", 4, 10)))
                .isInstanceOfSatisfying(
                        Poison.class,
                        poison -> assertThat(poison.detail()).contains("two events about version 5 of account-1"));
    }

    @Test
    void aRefusedWriteComesBeforeATakenVersion() {
        List<Commit> commits = new ArrayList<>();
        ScriptedStore watched = new ScriptedStore(fixture.store, commit -> {
            commits.add(commit);
            return fixture.store.commit(commit);
        });
        assertThat(fixture.consume(noting("one"), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        TransactionalConsumer refused = Consumer.transactional("refused")
                .on(
                        DEPOSITED,
                        event -> Effect.of(
                                        Write.update(ACCOUNT).set("open", true).when(Condition.present()))
                                .publish(NOTED, new Noted("never"))
                                .orElse(Effect.none()));

        assertThat(fixture.consume(refused, watched, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(commits).hasSize(2);
        assertThat(versions()).containsExactly(5, 6);
    }

    private List<Integer> versions() {
        return fixture.store.outbox().stream().map(Envelope::entityVersion).toList();
    }

    private static TransactionalConsumer noting(String name) {
        return Consumer.transactional(name)
                .on(
                        DEPOSITED,
                        event -> Effect.none()
                                .publish(NOTED, new Noted(name + " a"))
                                .publish(NOTED, new Noted(name + " b")));
    }

    private static TransactionalConsumer naming(String name, int version) {
        return Consumer.transactional(name)
                .on(DEPOSITED, event -> Effect.none().publish(NOTED, new Noted("x"), Entity.of("other-1", version)));
    }
}
