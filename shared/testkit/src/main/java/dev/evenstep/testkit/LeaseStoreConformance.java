package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.LeasedOnlyStore;
import dev.evenstep.internal.store.Leases;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.Store;
import dev.evenstep.internal.store.StoredAnswer;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.LeaseStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link LeaseStore}, as tests: what {@link StoreConformance} asks of records that are each by themselves,
 * and that whatever needs more is refused. Extend it with a store whose time is {@code NOW} of every test.
 */
public abstract class LeaseStoreConformance
        implements MarksConformance, LeasesConformance, AnswersConformance, AttemptsConformance {

    private final String run = UUID.randomUUID().toString();

    /** One that this module made. */
    public abstract LeaseStore leaseStore();

    @Override
    public final Store store() {
        return new LeasedOnlyStore((RecordStore) leaseStore());
    }

    @Override
    public final String run() {
        return run;
    }

    @Override
    public final List<Boolean> orders() {
        return List.of(false);
    }

    @Test
    void aWriteIsRefusedAndTheAnswerIsFoundByTheRedrive() {
        StoredAnswer answer = StoredAnswer.of(step(event()), "{\"charge\":1}");
        assertThat(claim("one", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed());
        assertThat(store().keep(step(event()), "one", answer, NOW, LATER)).isNull();
        Write write = Write.update(ItemKey.of("things", "id", run)).set("done", true);
        Commit commit =
                new Commit(step(event()), new Guard.HeldBy("one"), null, List.of(write), List.of(), null, NOW, LATER);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> store().commit(commit))
                .withMessageContaining("Effect.none()")
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.INVALID_EFFECT));
        store().release(new RecordAddress.OfEvent(event()), "one");
        assertThat(claim("two", NOW, NOW.plusSeconds(10))).isEqualTo(new Leases.Claimed(answer));
    }

    @Test
    void whatIsInOrderIsRefused() {
        RecordAddress stream = new RecordAddress.OfStream(new PositionKey("conformance", run));
        Step first = new Step.Ordered(stream, 1, new PositionRule(PositionRule.TurnRule.NEXT, 1), event(), "content");

        assertThatExceptionOfType(ConfigurationFailure.class)
                .isThrownBy(() -> store().claim(first, "one", NOW, NOW.plusSeconds(10), LATER, true))
                .withMessageContaining("IDEMPOTENCY_TABLE");
    }

    @Test
    void nothingIsParked() {
        ParkedEvent early = new ParkedEvent(
                new WaitCondition(new RecordAddress.OfEvent(event()), 0),
                ParkedEvent.placeOf(0),
                key("waits").text(),
                new Delivery("m-1", "{}", null, 1),
                ParkedEvent.State.WAITS,
                "waits",
                0,
                NOW,
                LATER);

        assertThatExceptionOfType(ConfigurationFailure.class)
                .isThrownBy(() -> store().park(early, 0, 10))
                .withMessageContaining("dependson");
        assertThat(store().parkedBehind(early.condition().address())).isEmpty();
    }
}
