package dev.evenstep.testkit;

import static dev.evenstep.testkit.SourceRecord.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.decision.Reason;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Redelivery;
import dev.evenstep.testkit.SourceRecord.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The whole contract of a {@link dev.evenstep.spi.Source}, as tests: extend it with what the source's platform sends and takes, and
 * every method runs a consumer on a store in memory behind it. Nothing is optional: what a source does not have, its fixture declares,
 * and that is asserted.
 */
public abstract class SourceConformance<E, A> implements SourceFixture<E, A> {

    private static final List<SourceRecord> SIX = IntStream.rangeClosed(1, 6)
            .mapToObj(number -> plain(number, number % 2 == 0 ? "b" : "a"))
            .toList();

    private final SourceRig<E, A> rig = new SourceRig<>(this, unwrap());

    /** What takes the envelope out of what the source's transport puts around it. */
    protected UnaryOperator<JsonNode> unwrap() {
        return UnaryOperator.identity();
    }

    @Test
    void whatComesForTheFirstTimeTakesEffectOnce() {
        assertThat(rig.deliver(SIX)).isEmpty();

        assertThat(SIX)
                .allSatisfy(record -> assertThat(rig.applied(record.number())).isEqualTo(1));
        assertThat(rig.outcomes).extracting(SourceConformance::code).containsOnly("applied");
        assertThat(rig.letters).isEmpty();
    }

    @Test
    void whatComesAgainIsADuplicate() {
        assertThat(rig.deliver(SIX)).isEmpty();
        rig.startAnew();
        rig.outcomes.clear();

        assertThat(rig.deliver(SIX)).isEmpty();

        assertThat(rig.outcomes).extracting(SourceConformance::code).containsOnly("duplicate");
        assertThat(SIX)
                .allSatisfy(record -> assertThat(rig.applied(record.number())).isEqualTo(1));
    }

    @Test
    void anEventHasItsRecordsAndNoOthers() {
        List<SourceRecord> records = most() == 1 ? SIX.subList(0, 1) : SIX;
        assertThat(source().deliveries(event(records))).hasSameSizeAs(records);
        if (most() > 1) {
            assertThat(source().deliveries(event(List.of()))).isEmpty();
            assertThat(rig.deliver(List.of())).isEmpty();
        }
    }

    @Test
    void aRecordHasTheSameNameHoweverOftenItComesAndNoOtherHasIt() {
        List<String> names = most() == 1
                ? SIX.stream().map(record -> names(List.of(record)).getFirst()).toList()
                : names(SIX);

        assertThat(names).doesNotHaveDuplicates().hasSize(SIX.size());
        for (SourceRecord record : SIX) {
            List<String> alone = names(List.of(record));
            assertThat(alone).singleElement().asString().contains(place(record));
            assertThat(names.containsAll(alone) || !isNamedForGood()).isTrue();
        }
    }

    private List<String> names(List<SourceRecord> records) {
        return source().deliveries(event(records)).stream().map(Delivery::id).toList();
    }

    @Test
    void ofABatchThatFailsInPartAllTakesEffectOnceInTheEnd() {
        rig.failing.add(3);

        assertThat(rig.deliver(SIX)).contains(SIX.get(2));
        assertThat(rig.applied(3)).isZero();
        assertThat(rig.applied(1)).isEqualTo(1);
        assertThat(rig.applied(6)).isEqualTo(1);

        rig.failing.clear();
        rig.startAnew();
        assertThat(rig.deliverUntilDone(SIX)).isEqualTo(1);
        assertThat(SIX)
                .allSatisfy(record -> assertThat(rig.applied(record.number())).isEqualTo(1));
    }

    @Test
    void whatSettledBehindAFailureIsNotRunAgainByTheSameInstance() {
        rig.failing.add(3);
        List<SourceRecord> again = rig.deliver(SIX);
        rig.outcomes.clear();
        rig.failing.clear();

        assertThat(rig.deliver(again)).isEmpty();

        if (source().redelivery() == Redelivery.FROM_FIRST) {
            assertThat(rig.outcomes).extracting(SourceConformance::code).containsOnly("applied");
        }
        assertThat(SIX)
                .allSatisfy(record -> assertThat(rig.applied(record.number())).isEqualTo(1));
    }

    @Test
    void theRecordsOfAKeyTakeEffectInTheirOrder() {
        if (!isOrdered()) {
            assertThat(SIX)
                    .allSatisfy(record -> assertThat(source().deliveries(event(List.of(record))))
                            .extracting(Delivery::group)
                            .containsOnlyNulls());
            return;
        }
        rig.failing.addAll(List.of(3, 4));
        List<SourceRecord> again = rig.deliver(SIX);
        assertThat(rig.ran).doesNotContain(5, 6);
        rig.failing.remove(4);
        again = rig.deliver(again);
        rig.failing.clear();
        int unused = again.isEmpty() ? 0 : rig.deliverUntilDone(again);

        assertThat(rig.ran)
                .containsSubsequence(1, 3, 5)
                .containsSubsequence(2, 4, 6)
                .hasSize(6);
    }

    @Test
    void poisonIsKeptWithItsPayloadAndPlaceAndHoldsNobodyUp() {
        rig.poison.add(3);

        assertThat(rig.deliver(SIX)).isEmpty();

        assertLetter(Reason.REJECTED, SIX.get(2));
        assertThat(rig.applied(5)).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeIsKept() {
        assertKept(Kind.HUGE, Reason.TOO_LARGE);
    }

    @Test
    void whatCannotBeDecodedIsADeadLetterAndNotTheBatch() {
        assertKept(Kind.UNDECODABLE, Reason.MALFORMED);
    }

    private void assertKept(Kind kind, Reason reason) {
        SourceRecord bad = new SourceRecord(2, "a", kind);

        assertThat(rig.deliver(List.of(plain(1, "a"), bad, plain(3, "a")))).isEmpty();

        assertLetter(reason, bad);
        assertThat(rig.applied(1)).isEqualTo(1);
        assertThat(rig.applied(3)).isEqualTo(1);
    }

    @Test
    void whatThereIsNoTimeForComesAgain() {
        assertThat(rig.deliver(SIX, Duration.ofMillis(10))).isEqualTo(SIX);
        assertThat(rig.ran).isEmpty();

        assertThat(rig.deliverUntilDone(SIX)).isEqualTo(1);
        assertThat(rig.letters).isEmpty();
    }

    @Test
    void whatKeepsFailingIsGivenUpByTheRetryPolicyAndNothingElse() {
        rig.failing.add(3);

        assertThat(rig.deliverUntilDone(SIX)).isEqualTo(SourceRig.ATTEMPTS);

        assertLetter(Reason.RETRIES_EXHAUSTED, SIX.get(2));
        assertThat(SIX)
                .filteredOn(record -> record.number() != 3)
                .allSatisfy(record -> assertThat(rig.applied(record.number())).isEqualTo(1));
    }

    @Test
    void aReplaySaysSoAndNothingElseDoes() {
        assertThat(rig.deliver(SIX)).isEmpty();
        assertThat(rig.replayed).isEmpty();
        Optional<E> replay = replayed(plain(7, "a"));

        replay.ifPresent(rig::invoke);

        assertThat(rig.replayed).hasSize(replay.isPresent() ? 1 : 0);
    }

    private void assertLetter(Reason reason, SourceRecord record) {
        assertThat(rig.letters).singleElement().satisfies(letter -> {
            assertThat(letter.poison().reason()).isEqualTo(reason);
            assertThat(letter.delivery().id()).contains(place(record));
            if (record.kind() != Kind.UNDECODABLE) {
                assertThat(letter.delivery().body()).contains(record.padding()).contains(payload(record));
            }
        });
    }

    /** What must be found in the dead letter of a record, as it stands there. */
    protected String payload(SourceRecord record) {
        return "\"number\":" + record.number();
    }

    private static String code(Outcome outcome) {
        return outcome.decision().code();
    }
}
