package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.NOTED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.InProgress;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Entity;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.internal.consume.Fixture.Deposited;
import dev.evenstep.internal.consume.Fixture.Noted;
import dev.evenstep.internal.encryption.FieldEncryption;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.internal.store.Commits.Contended;
import dev.evenstep.internal.store.InMemoryStore;
import dev.evenstep.schema.EventType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TransactionalModeTest {

    private static final ItemKey ACCOUNT = ItemKey.of("accounts", "account", "account-1");

    private static final EventType<ObjectNode> TREE = EventType.of("bank", "Tree", ObjectNode.class);

    private final Fixture fixture = new Fixture();

    @Test
    void writesEventsAndMarkHappenTogether() {
        Decision decision = fixture.consume(depositing(), deposited("e-1", 4, 10));

        assertThat(decision).isEqualTo(new Applied());
        assertThat(fixture.store.get(ACCOUNT).orElseThrow().integer("balance")).isEqualTo(10);
        assertThat(fixture.store.outbox()).extracting(Envelope::type).containsExactly("Noted");
    }

    @Test
    void theSameEventAgainIsADuplicateAndGetsTheFirstAnswer() {
        TransactionalConsumer answering = consumer(event -> deposit(event).withResult(new Noted("10 taken")));

        assertThat(fixture.consume(answering, deposited("e-1", 4, 10)))
                .isEqualTo(new Applied("{\"text\":\"10 taken\"}"));
        assertThat(fixture.consume(answering, deposited("e-1", 4, 10)))
                .isEqualTo(new Duplicate("{\"text\":\"10 taken\"}"));
        assertThat(fixture.store.get(ACCOUNT).orElseThrow().integer("balance")).isEqualTo(10);
        assertThat(fixture.store.outbox()).hasSize(1);
    }

    @Test
    void equalIdsOfTwoSourcesAreTwoEvents() {
        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10).replace("\"bank\"", "\"branch\"")))
                .isEqualTo(new Applied());
    }

    @Test
    void equalEventsOfTwoConsumersAreHandledByBoth() {
        TransactionalConsumer other = Consumer.transactional("other").on(DEPOSITED, TransactionalModeTest::deposit);

        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(other, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.store.get(ACCOUNT).orElseThrow().integer("balance")).isEqualTo(20);
    }

    @Test
    void whatIsPublishedFollowsFromItsCause() {
        Decision unused = fixture.consume(
                consumer(event -> Effect.none()
                        .publish(NOTED, new Noted("one"))
                        .publish(NOTED, new Noted("two"))
                        .publish(NOTED, new Noted("three"), Entity.of("other-1", 9))),
                deposited("e-1", 4, 10));

        List<Envelope> outbox = fixture.store.outbox();
        assertThat(outbox).extracting(Envelope::subject).containsExactly("account-1", "account-1", "other-1");
        assertThat(outbox).extracting(Envelope::entityVersion).containsExactly(5, 6, 9);
        assertThat(outbox).extracting(Envelope::correlation).containsOnly(new CorrelationContext("c-1", "e-1", "00-t"));
        assertThat(outbox).extracting(Envelope::time).containsOnly(Fixture.NOW);
        assertThat(outbox).extracting(Envelope::id).doesNotHaveDuplicates();
    }

    @Test
    void runningAHandlerTwicePublishesTheSameEvents() {
        Fixture again = new Fixture();
        Decision first = fixture.consume(depositing(), deposited("e-1", 4, 10));
        Decision second = again.consume(depositing(), deposited("e-1", 4, 10));

        assertThat(first).isEqualTo(second);
        assertThat(again.store.outbox()).isEqualTo(fixture.store.outbox());
    }

    @Test
    void theAlternativeHappensWhenAConditionDoesNotHold() {
        TransactionalConsumer withdrawing =
                consumer(event -> withdraw(event).orElse(Effect.none().publish(NOTED, new Noted("refused"))));

        assertThat(fixture.consume(withdrawing, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.store.get(ACCOUNT)).isEmpty();
        assertThat(fixture.store.outbox()).hasSize(1);
        assertThat(fixture.consume(withdrawing, deposited("e-1", 4, 10))).isEqualTo(new Duplicate(null));
    }

    @Test
    void withoutAnAlternativeTheEventIsTriedAgain() {
        assertThat(fixture.consume(consumer(TransactionalModeTest::withdraw), deposited("e-1", 4, 10)))
                .isEqualTo(Transient.ofRecord("A condition on accounts{account=account-1} does not hold")
                        .atAttempt(1));

        fixture.store.put(ACCOUNT, Item.of("balance", 10));
        assertThat(fixture.consume(consumer(TransactionalModeTest::withdraw), deposited("e-1", 4, 10)))
                .isEqualTo(new Applied());
    }

    @Test
    void anEffectThatRestsOnReadingIsMadeAnewWhenTheReadChanged() {
        fixture.store.put(ACCOUNT, Item.of("balance", 100));
        AtomicInteger asked = new AtomicInteger();
        TransactionalConsumer doubling = Consumer.transactional("doubling")
                .on(DEPOSITED, event -> List.of(ACCOUNT), (event, items) -> {
                    int balance =
                            items.getOrDefault(ACCOUNT, Item.of("balance", 0)).integer("balance");
                    if (asked.incrementAndGet() == 1) {
                        fixture.store.put(ACCOUNT, Item.of("balance", 7));
                    }
                    return Effect.of(Write.update(ACCOUNT)
                            .set("balance", balance * 2)
                            .when(Condition.equal("balance", balance)));
                });

        assertThat(fixture.consume(doubling, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.store.get(ACCOUNT).orElseThrow().integer("balance")).isEqualTo(14);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aDuplicateIsNoneTheLessOneWhenTheStateThatItMadeForbidsIt() {
        TransactionalConsumer closing = Consumer.transactional("closing")
                .on(DEPOSITED, event -> List.of(ACCOUNT), (event, items) -> {
                    if (items.containsKey(ACCOUNT)) {
                        throw new PermanentFailure("The account is closed already");
                    }
                    return Effect.of(Write.put(ACCOUNT, Item.of("closed", true)).when(Condition.absent()));
                });

        assertThat(fixture.consume(closing, deposited("e-1", 4, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(closing, deposited("e-1", 4, 10))).isEqualTo(new Duplicate(null));
        assertThat(fixture.consume(closing, deposited("e-2", 5, 10)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.detail()).isEqualTo("The account is closed already"));
    }

    @Test
    void contentionIsWaitedOutAFewTimesAndThenPassedOn() {
        AtomicInteger commits = new AtomicInteger();
        ScriptedStore contended = new ScriptedStore(new InMemoryStore(), commit -> {
            commits.incrementAndGet();
            return new Contended();
        });

        assertThat(fixture.consume(depositing(), contended, deposited("e-1", 4, 10)))
                .isEqualTo(Transient.ofContention("Other transactions were at the same items in all of 6 attempts"));
        assertThat(commits).hasValue(6);
        assertThat(fixture.pauses).hasSize(5);
    }

    @Test
    void aLeasedRunOfTheSameNameIsWaitedFor() {
        assertThat(fixture.store.claim(
                        Fixture.anyOrder("ledger", "e-1"),
                        "somebody",
                        Fixture.NOW,
                        Fixture.NOW.plusSeconds(5),
                        Fixture.NOW.plusSeconds(60),
                        true))
                .isNotNull();

        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10)))
                .isEqualTo(new InProgress(Fixture.NOW.plusSeconds(5)));
        fixture.advance(Duration.ofSeconds(6));
        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10))).isEqualTo(new Applied());
    }

    @Test
    void anEventIsForgottenWhenItsTimeIsOver() {
        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10))).isEqualTo(new Applied());
        fixture.advance(Duration.ofDays(31));
        assertThat(fixture.consume(depositing(), deposited("e-1", 4, 10))).isEqualTo(new Applied());
    }

    @Test
    void anEventTooLargeToPublishWillNeverSucceed() {
        TransactionalConsumer verbose =
                consumer(event -> Effect.none().publish(NOTED, new Noted("x".repeat(130 * 1024))));

        assertThat(fixture.consume(verbose, deposited("e-1", 4, 10))).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(poison.detail()).contains("Noted to publish has 133,");
        });
    }

    @Test
    void whatNobodyCouldReadIsNotPublished() {
        ObjectNode deep = JsonNodeFactory.instance.objectNode();
        ObjectNode level = deep;
        for (int i = 0; i < 70; i++) {
            level = level.putObject("next");
        }
        TransactionalConsumer nesting = consumer(event -> Effect.none().publish(TREE, deep));

        assertThat(fixture.consume(nesting, deposited("e-1", 4, 10)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.reason()).isEqualTo(Reason.TOO_DEEP));
        assertThat(fixture.store.outbox()).isEmpty();
    }

    @Test
    void noVersionFollowsTheLast() {
        assertThat(fixture.consume(depositing(), deposited("e-1", Integer.MAX_VALUE, 10)))
                .isInstanceOfSatisfying(
                        Poison.class, poison -> assertThat(poison.detail()).contains("no version can follow it"));
    }

    @Test
    void aConsumersNameIsPartOfItsDataAndCheckedAtOnce() {
        assertThatThrownBy(() -> Consumer.transactional("Not A Name"))
                .hasMessage(
                        "A consumer's name is \"Not A Name\"; it must be 1 to 64 lower-case letters, digits and hyphens");
        assertThatThrownBy(() -> ConsumerDefinition.of(Consumer.leased("nothing"))
                        .types(new DataBinding(), FieldEncryption.none()))
                .hasMessageContaining("takes no event type");
    }

    private static TransactionalConsumer depositing() {
        return consumer(TransactionalModeTest::deposit);
    }

    private static TransactionalConsumer consumer(Function<Event<Deposited>, Effect> function) {
        return Consumer.transactional("ledger").on(DEPOSITED, function);
    }

    private static Effect deposit(Event<Deposited> event) {
        return Effect.of(Write.update(ACCOUNT).add("balance", event.data().amount()))
                .publish(NOTED, new Noted("deposited"));
    }

    private static Effect withdraw(Event<Deposited> event) {
        int amount = event.data().amount();
        return Effect.of(Write.update(ACCOUNT).add("balance", -amount).when(Condition.atLeast("balance", amount)));
    }
}
