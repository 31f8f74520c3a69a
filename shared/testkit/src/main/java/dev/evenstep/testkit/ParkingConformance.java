package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.effect.Item;
import dev.evenstep.effect.Write;
import dev.evenstep.internal.store.Commits;
import dev.evenstep.internal.store.Commits.Commit;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.Commits.Unparking;
import dev.evenstep.internal.store.ParkedEvent;
import dev.evenstep.internal.store.ParkedEvent.State;
import dev.evenstep.internal.store.Parking;
import dev.evenstep.internal.store.PositionKey;
import dev.evenstep.internal.store.PositionRule;
import dev.evenstep.internal.store.RecordAddress;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.WaitCondition;
import dev.evenstep.spi.Delivery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parking behind every kind of record, as every store must do it. */
interface ParkingConformance extends StoreFixture {

    private PositionKey position() {
        return new PositionKey("conformance", "line-" + run());
    }

    private RecordAddress stream() {
        return new RecordAddress.OfStream(position());
    }

    private RecordAddress item() {
        return new RecordAddress.OnItem(position(), thing());
    }

    private ParkedEvent early(RecordAddress address, long number) {
        Delivery delivery = new Delivery(
                "message-" + number,
                "body of " + number,
                "group",
                1,
                NOW,
                Map.of(
                        "own",
                        new Delivery.Attribute("String", "ä"),
                        "aws:QueueArn",
                        new Delivery.Attribute("System", "q")));
        return new ParkedEvent(
                new WaitCondition(address, number - 1),
                ParkedEvent.placeOf(number),
                key("e-" + number).text(),
                delivery,
                State.WAITS,
                "gap",
                0,
                NOW,
                LATER);
    }

    private Step next(RecordAddress address, long number) {
        return new Step.Ordered(
                address, number, new PositionRule(PositionRule.TurnRule.NEXT, 1), key("e-" + number), "content");
    }

    private Commits.CommitOutcome take(RecordAddress address, long number, Unparking unparking) {
        return store().commit(new Commit(
                next(address, number), new Guard.FirstTime(), unparking, List.of(), List.of(), null, NOW, LATER));
    }

    private void parkOrFail(RecordAddress address, long number, int known) {
        assertThat(store().park(early(address, number), known, 10))
                .isEqualTo(new Parking.ParkingOutcome.Added(known == 0));
    }

    @Test
    default void aParkedEventIsKeptWholeAndInTheOrderOfItsTurn() {
        parkOrFail(stream(), 11, 0);
        parkOrFail(stream(), 5, 1);

        List<ParkedEvent> parked = store().parkedBehind(stream());

        assertThat(parked).extracting(ParkedEvent::number).containsExactly(5L, 11L);
        ParkedEvent first = parked.getFirst();
        assertThat(first.delivery())
                .isEqualTo(new Delivery(
                        "message-5",
                        "body of 5",
                        "group",
                        1,
                        NOW,
                        early(stream(), 5).delivery().attributes()));
        assertThat(first)
                .usingRecursiveComparison()
                .ignoringFields("delivery", "since", "until")
                .isEqualTo(early(stream(), 5));
        assertThat(first.until()).isEqualTo(LATER);
        assertThat(store().record(stream()).parked()).isEqualTo(2);
    }

    @Test
    default void nobodyTakesAStepPastParkedEventsUnawares() {
        for (RecordAddress address : List.of(stream(), item())) {
            parkOrFail(address, 2, 0);

            assertThat(store().commit(first(next(address, 1), List.of(), List.of(), null)))
                    .isEqualTo(new Refusal.OthersParked(1));
            assertThat(take(address, 1, new Unparking(2, null))).isEqualTo(new Refusal.OthersParked(1));
            assertThat(take(address, 1, new Unparking(1, null))).isEqualTo(new Commits.Committed());
            assertThat(take(address, 1, new Unparking(1, null))).isEqualTo(new Refusal.AlreadyCompleted(null, 1));

            assertThat(take(address, 2, new Unparking(1, ParkedEvent.placeOf(2))))
                    .isEqualTo(new Commits.Committed());
            assertThat(store().parkedBehind(address)).isEmpty();
            assertThat(store().record(address).parked()).isZero();
            assertThat(store().commit(first(next(address, 3), List.of(), List.of(), null)))
                    .isEqualTo(new Commits.Committed());
            assertThat(store().commit(first(next(address, 1), List.of(), List.of(), null)))
                    .isEqualTo(new Refusal.Late(3, 0));
        }
    }

    @Test
    default void theCountStaysOnAnItemThatIsReplaced() {
        parkOrFail(item(), 3, 0);
        Write put = Write.put(thing(), Item.of("name", "new"));
        Commit commit = new Commit(
                next(item(), 1),
                new Guard.FirstTime(),
                new Unparking(1, null),
                List.of(put),
                List.of(),
                null,
                NOW,
                LATER);

        assertThat(store().commit(commit)).isEqualTo(new Commits.Committed());

        assertThat(read(thing()).text("name")).isEqualTo("new");
        assertThat(store().record(item()).parked()).isEqualTo(1);
    }

    @Test
    default void anEventIsParkedOnceAndTellsWhoseItsPlaceIs() {
        parkOrFail(stream(), 3, 0);

        assertThat(store().park(early(stream(), 3), 1, 10))
                .isEqualTo(new Parking.ParkingOutcome.PlaceTaken(key("e-3").text(), State.WAITS));
        assertThat(store().record(stream()).parked()).isEqualTo(1);
        store().change(early(stream(), 3).deadLettered(early(stream(), 3).delivery(), "poison"));
        assertThat(store().park(early(stream(), 3), 1, 10))
                .isEqualTo(new Parking.ParkingOutcome.PlaceTaken(key("e-3").text(), State.DEAD_LETTERED));
    }

    @Test
    default void whatItWaitsForMayHaveComeMeanwhile() {
        assertThat(take(stream(), 1, new Unparking(0, null))).isEqualTo(new Commits.Committed());

        assertThat(store().park(early(stream(), 2), 0, 10)).isEqualTo(new Parking.ParkingOutcome.Moved());
        parkOrFail(stream(), 3, 0);
        assertThat(store().park(early(stream(), 4), 0, 10)).isEqualTo(new Parking.ParkingOutcome.Moved());
        parkOrFail(stream(), 4, 1);
        assertThat(store().parkedBehind(stream())).hasSize(2);
    }

    @Test
    default void noMoreAreParkedThanMayBe() {
        assertThat(store().park(early(stream(), 2), 0, 2)).isEqualTo(new Parking.ParkingOutcome.Added(true));
        assertThat(store().park(early(stream(), 3), 1, 2)).isEqualTo(new Parking.ParkingOutcome.Added(false));

        assertThat(store().park(early(stream(), 4), 1, 2)).isEqualTo(new Parking.ParkingOutcome.Full());
        assertThat(store().park(early(stream(), 4), 2, 2)).isEqualTo(new Parking.ParkingOutcome.Full());
    }

    @Test
    default void whatIsParkedAlreadyNeedsNoRoom() {
        assertThat(store().park(early(stream(), 2), 0, 1)).isEqualTo(new Parking.ParkingOutcome.Added(true));

        assertThat(store().park(early(stream(), 2), 1, 1))
                .isEqualTo(new Parking.ParkingOutcome.PlaceTaken(key("e-2").text(), State.WAITS));
    }

    @Test
    default void aParkedEventIsChangedAndTakenAwayWhereItStillLies() {
        parkOrFail(stream(), 2, 0);
        ParkedEvent event = store().parkedBehind(stream()).getFirst();
        Delivery last = new Delivery("message-9", "corrected", null, 1);

        store().change(event.failedAgain());
        assertThat(store().parkedBehind(stream()).getFirst().attempts()).isEqualTo(1);
        store().change(event.deadLettered(last, "rejected: why"));
        ParkedEvent dead = store().parkedBehind(stream()).getFirst();
        assertThat(dead.waits()).isFalse();
        assertThat(dead.delivery()).isEqualTo(last);
        assertThat(dead.until()).isNull();

        store().remove(event);
        store().remove(event);
        store().change(event);
        assertThat(store().parkedBehind(stream())).isEmpty();
        assertThat(store().record(stream()).parked()).isZero();
        parkOrFail(stream(), 3, 0);
    }

    @Test
    default void anEventWaitsBehindAnothersRecordUntilThatIsHandled() {
        RecordAddress awaited = new RecordAddress.OfEvent(event());
        ParkedEvent dependent = new ParkedEvent(
                new WaitCondition(awaited, 0),
                ParkedEvent.placeBehind(0, key("dependent").text()),
                key("dependent").text(),
                new Delivery("m", "b", null, 1),
                State.WAITS,
                "depends",
                0,
                NOW,
                LATER);

        assertThat(store().park(dependent, 0, 10)).isEqualTo(new Parking.ParkingOutcome.Added(true));
        assertThat(handled(event(), NOW)).isNull();
        assertThat(store().commit(first(step(event()), List.of(), List.of(), null)))
                .isEqualTo(new Refusal.OthersParked(1));
        assertThat(store().commit(new Commit(
                        step(event()),
                        new Guard.FirstTime(),
                        new Unparking(1, null),
                        List.of(),
                        List.of(),
                        null,
                        NOW,
                        LATER)))
                .isEqualTo(new Commits.Committed());
        assertThat(handled(event(), NOW)).isEqualTo(new Refusal.AlreadyCompleted(null, 1));
        assertThat(store().park(dependent, 1, 10)).isInstanceOf(Parking.ParkingOutcome.PlaceTaken.class);
        store().remove(dependent);
        assertThat(store().park(dependent, 0, 10)).isEqualTo(new Parking.ParkingOutcome.Moved());
    }

    @Test
    default void ofManyWhoParkAndTakeAtOnceNothingIsForgotten() throws Exception {
        List<Object> outcomes =
                concurrently(24, i -> i % 3 == 0 ? takeFirstKnowing() : store().park(early(stream(), 2 + i), 0, 100));

        long parked = outcomes.stream()
                .filter(Parking.ParkingOutcome.Added.class::isInstance)
                .count();
        assertThat(store().parkedBehind(stream())).hasSize((int) parked);
        assertThat(store().record(stream()).parked()).isEqualTo((int) parked);
    }

    private Object takeFirstKnowing() {
        return take(stream(), 1, new Unparking(store().record(stream()).parked(), null));
    }
}
