package dev.evenstep.internal.consume;

import static dev.evenstep.internal.consume.Fixture.deposited;
import static dev.evenstep.internal.consume.Kept.effects;
import static dev.evenstep.internal.consume.Kept.event;
import static dev.evenstep.internal.consume.Kept.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.consume.Consumer;
import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Decision.Applied;
import dev.evenstep.decision.Decision.Duplicate;
import dev.evenstep.decision.Decision.Parked;
import dev.evenstep.decision.Decision.Poison;
import dev.evenstep.decision.Decision.Stale;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.consume.ScriptedStore.Call;
import dev.evenstep.order.InOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In every mode: whatever comes in whatever order takes effect in the order of versions. */
class InOrderTest {

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void eventsThatComeBackwardsTakeEffectInTheirOrderAndNoneComesBack(Kept mode) {
        assertThat(fixture.consumeAll(mode.inOrder(), events(5, 4, 3, 2, 1)))
                .containsExactly("Parked", "Parked", "Parked", "Parked", "Applied");

        assertThat(effects(fixture)).containsExactly(1, 2, 3, 4, 5);
        assertThat(fixture.parked(mode.address())).isEmpty();
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
        assertThat(fixture.reported)
                .hasSize(4)
                .allSatisfy(outcome -> assertThat(outcome.decision()).isEqualTo(new Applied()));
        assertThat(fixture.dead).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatComesAgainHasNoSecondEffect(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(1, 2, 3));

        assertThat(fixture.consume(mode.inOrder(), event(3))).isEqualTo(new Duplicate(null));
        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Stale(3, 2));
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatIsParkedAgainLiesThereOnce(Kept mode) {
        assertThat(fixture.consumeAll(mode.inOrder(), events(3, 3, 2, 3, 1, 1)))
                .containsExactly("Parked", "Parked", "Parked", "Parked", "Applied", "Stale");

        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoEventsWithOneVersionTheSecondIsPoisonThatNamesBoth(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), event(1))).isEqualTo(new Applied());

        assertThat(fixture.consume(mode.inOrder(), deposited("e-other", 1, 9)))
                .isEqualTo(new Poison(
                        Reason.VERSION_CONFLICT,
                        "Version 1 was made by log#bank#e-1 already, and log#bank#e-other claims it too",
                        null));
        assertThat(fixture.deadReasons()).containsExactly("version-conflict");
        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Applied());
        assertThat(effects(fixture)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aParkedEventKeepsItsPlaceAgainstAnotherThatClaimsItsVersion(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), event(3))).isInstanceOf(Parked.class);

        assertThat(fixture.consume(mode.inOrder(), deposited("e-other", 3, 9)))
                .isInstanceOfSatisfying(
                        Poison.class,
                        poison -> assertThat(poison.detail())
                                .contains("log#bank#e-3")
                                .contains("log#bank#e-other"));
        assertThat(fixture.deadReasons()).containsExactly("version-conflict");
        assertThat(fixture.consumeAll(mode.inOrder(), events(2, 1))).containsExactly("Parked", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aParkedEventWhoseVersionAnotherTookIsDeadLetteredAndNotForgotten(Kept mode) {
        assertThat(fixture.consume(mode.inOrder(), deposited("e-other", 2, 9))).isInstanceOf(Parked.class);
        ScriptedStore crashing = new ScriptedStore(fixture.store)
                .before(mode == Kept.LEASED ? Call.CLAIM : Call.COMMIT, crashAtThe(mode == Kept.LEASED ? 2 : 3));
        assertThat(fixture.consume(mode.inOrder(), crashing, event(1)).settled())
                .isTrue();
        assertThat(effects(fixture)).containsExactly(1);

        assertThat(fixture.consume(mode.inOrder(), event(2))).isEqualTo(new Applied());

        assertThat(effects(fixture)).containsExactly(1, 2);
        assertThat(fixture.deadReasons()).containsExactly("version-conflict");
        assertThat(fixture.dead.getFirst().poison().detail()).contains("e-2").contains("e-other");
        assertThat(fixture.parked(mode.address())).isEmpty();
        assertThat(fixture.store.record(mode.address()).parked()).isZero();
    }

    private static Runnable crashAtThe(int time) {
        return ScriptedStore.crashAt(time);
    }

    @ParameterizedTest
    @EnumSource
    void typesWithoutAFunctionMoveTheStreamOnWithoutEffect(Kept mode) {
        String noted = deposited("e-2", 2, 2).replace("Deposited", "Audited");

        assertThat(fixture.consumeAll(mode.inOrder(), List.of(event(3), noted, event(1))))
                .containsExactly("Parked", "Parked", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 3);
        assertThat(fixture.consume(mode.inOrder(), noted)).isEqualTo(new Stale(3, 2));
    }

    @ParameterizedTest
    @EnumSource
    void anEventWithoutItsPlaceIsMalformedByName(Kept mode) {
        String body = event(1).replace("\"entityversion\":1,", "");

        assertThat(fixture.consume(mode.inOrder(), body)).isInstanceOfSatisfying(Poison.class, poison -> {
            assertThat(poison.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(poison.detail()).contains("subject and entityversion").contains("log");
        });
        assertThat(fixture.deadReasons()).containsExactly("malformed");
    }

    @ParameterizedTest
    @EnumSource
    void aConsumerThatStartsLateTakesItUpWhereItFirstSees(Kept mode) {
        Consumer late = mode.inOrder(InOrder.byEntityVersion().fromFirstSeen(), event -> {});

        assertThat(fixture.consumeAll(late, events(7, 9, 6, 8)))
                .containsExactly("Applied", "Parked", "Stale", "Applied");
        assertThat(effects(fixture)).containsExactly(7, 8, 9);
    }

    @ParameterizedTest
    @EnumSource
    void entitiesDoNotWaitForOneAnother(Kept mode) {
        assertThat(fixture.consumeAll(mode.inOrder(), List.of(event(2), deposited("o-1", "account-2", 1, 1), event(1))))
                .containsExactly("Parked", "Applied", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2);
        assertThat(effects(fixture, "account-2")).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void theFunctionOfAnEarlyEventMayObjectBeforeItsTurn(Kept mode) {
        List<Integer> seen = new ArrayList<>();
        Consumer objecting = mode.inOrder(InOrder.byEntityVersion(), event -> {
            if (event.data().amount() == 2 && effects(fixture).isEmpty()) {
                throw new PermanentFailure("There is no account yet");
            }
            seen.add(event.data().amount());
        });

        assertThat(fixture.consumeAll(objecting, events(2, 1))).containsExactly("Parked", "Applied");
        assertThat(effects(fixture)).containsExactly(1, 2);
        assertThat(fixture.dead).isEmpty();
        assertThat(seen).endsWith(2);
    }

    @ParameterizedTest
    @EnumSource
    void orderCostsNoRequestMore(Kept mode) {
        int first = mode == Kept.LEASED ? 3 : 1;
        ScriptedStore counted = new ScriptedStore(fixture.store);

        assertThat(fixture.consume(mode.inOrder(), counted, event(1))).isEqualTo(new Applied());
        assertThat(counted.requests()).isEqualTo(first);
        assertThat(fixture.consume(mode.inOrder(), counted, event(1))).isEqualTo(new Duplicate(null));
        assertThat(counted.requests()).isEqualTo(first + 1);
        assertThat(fixture.consume(mode.inOrder(), counted, event(3))).isInstanceOf(Parked.class);
        assertThat(counted.requests()).isEqualTo(first + 3);
    }

    @ParameterizedTest
    @EnumSource
    void drainingCostsOneListAndItsUsualRequestsForEachEvent(Kept mode) {
        List<String> unused = fixture.consumeAll(mode.inOrder(), events(5, 4, 3, 2));
        ScriptedStore counted = new ScriptedStore(fixture.store);

        assertThat(fixture.consume(mode.inOrder(), counted, event(1))).isEqualTo(new Applied());

        int each = mode == Kept.LEASED ? 3 : 1;
        int noticing = 1;
        assertThat(counted.requests()).isEqualTo(each + noticing + 1 + 4 * each);
        assertThat(counted.count(Call.PARKED_BEHIND)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsParkedKeepsAllThatItsSourceDelivered(Kept mode) {
        Decision unused = fixture.consume(mode.inOrder(), event(2));

        assertThat(fixture.store.parkedBehind(mode.address())).singleElement().satisfies(parked -> {
            assertThat(parked.delivery().body()).isEqualTo(event(2));
            assertThat(parked.waits()).isTrue();
            assertThat(parked.number()).isEqualTo(2);
            assertThat(parked.reason()).contains("the stream is at 0");
        });
    }
}
