package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.DEPOSITED;
import static dev.evenstep.internal.consume.Fixture.deposited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.VersionedConsumer;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.Decision.Transient;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.Condition;
import dev.evenstep.effect.Item;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import org.junit.jupiter.api.Test;

class VersionedModeTest {

    private static final ItemKey BALANCE = ItemKey.of("balances", "account", "account-1");

    private static final VersionedConsumer CONSUMER = Consumer.versioned("balance", subject -> BALANCE)
            .on(
                    DEPOSITED,
                    event -> Write.update(BALANCE).add("balance", event.data().amount()));

    private final Fixture fixture = new Fixture();

    @Test
    void everyVersionTakesEffectInTurn() {
        assertThat(fixture.consume(CONSUMER, deposited("e-1", 1, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(CONSUMER, deposited("e-2", 2, 5))).isEqualTo(new Applied());

        assertThat(balance().integer("balance")).isEqualTo(15);
        assertThat(balance().integer("entityVersion")).isEqualTo(2);
    }

    @Test
    void theSameEventAgainIsADuplicate() {
        assertThat(fixture.consume(CONSUMER, deposited("e-1", 1, 10))).isEqualTo(new Applied());
        assertThat(fixture.consume(CONSUMER, deposited("e-1", 1, 10))).isEqualTo(new Duplicate(null));

        assertThat(balance().integer("balance")).isEqualTo(10);
    }

    @Test
    void anOlderVersionIsStale() {
        fixture.store.put(BALANCE, Item.of("entityVersion", 7).with("lastEvent", "balance#bank#e-7"));

        assertThat(fixture.consume(CONSUMER, deposited("e-3", 3, 10))).isEqualTo(new Stale(7, 3));
    }

    @Test
    void aVersionTooFarAheadWaitsOnItsEntity() {
        assertThat(fixture.consume(CONSUMER, deposited("e-3", 3, 10))).isInstanceOf(Parked.class);
        assertThat(balance().attributes().keySet()).containsExactlyInAnyOrder("account", "parkedEvents");
        assertThat(balance().integer("parkedEvents")).isEqualTo(1);
    }

    @Test
    void twoEventsThatClaimOneVersionAreAConflictAndNotADuplicate() {
        assertThat(fixture.consume(CONSUMER, deposited("e-1", 1, 10))).isEqualTo(new Applied());

        assertThat(fixture.consume(CONSUMER, deposited("e-other", 1, 99)))
                .isEqualTo(new Poison(
                        Reason.VERSION_CONFLICT,
                        "Version 1 was made by balance#bank#e-1 already, and balance#bank#e-other claims it too",
                        null));
    }

    @Test
    void aVersionMadeByNobodyKnownCountsAsHandled() {
        fixture.store.put(BALANCE, Item.of("entityVersion", 1));

        assertThat(fixture.consume(CONSUMER, deposited("e-1", 1, 10))).isEqualTo(new Duplicate(null));
    }

    @Test
    void theLatestWinsWhereThatIsTheRule() {
        VersionedConsumer latest = CONSUMER.latestWins();

        assertThat(fixture.consume(latest, deposited("e-5", 5, 50))).isEqualTo(new Applied());
        assertThat(fixture.consume(latest, deposited("e-3", 3, 30))).isEqualTo(new Stale(5, 3));
        assertThat(fixture.consume(latest, deposited("e-5", 5, 50))).isEqualTo(new Duplicate(null));
        assertThat(balance().integer("balance")).isEqualTo(50);
    }

    @Test
    void anEventWithoutVersionNamesWhatIsMissing() {
        String body = deposited("e-1", 1, 10).replace("\"entityversion\":1,", "");

        assertThat(fixture.consume(CONSUMER, body)).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(poison.detail()).contains("no subject and entityversion, which the consumer balance needs");
        });
    }

    @Test
    void aConditionOrADeletionIsRefusedSinceTheVersionWouldNotHold() {
        VersionedConsumer conditional = Consumer.versioned("c", subject -> BALANCE)
                .on(DEPOSITED, event -> Write.update(BALANCE).when(Condition.present()));
        VersionedConsumer deleting =
                Consumer.versioned("d", subject -> BALANCE).on(DEPOSITED, event -> Write.delete(BALANCE));

        assertThat(fixture.consume(conditional, deposited("e-1", 1, 10)))
                .isInstanceOfSatisfying(
                        Transient.class, refused -> assertThat(refused.detail()).contains("puts a condition on"));
        assertThat(fixture.consume(deleting, deposited("e-1", 1, 10)))
                .isInstanceOfSatisfying(
                        Transient.class, refused -> assertThat(refused.detail()).contains("deletes"));
    }

    private Item balance() {
        return fixture.store.get(BALANCE).orElseThrow();
    }
}
