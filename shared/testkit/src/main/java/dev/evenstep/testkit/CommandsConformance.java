package dev.evenstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.CorrelationContext;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.Event;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.CommandHandler.CommandAccepted;
import dev.evenstep.eventstore.CommandHandler.CommandRefused;
import dev.evenstep.eventstore.CommandHandler.Handled;
import dev.evenstep.eventstore.Decider;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.ReadOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that are decided on a stream's state, once each. */
interface CommandsConformance extends EventStoreFixture {

    /** An account that is never overdrawn; the command is an amount. */
    record Account() implements Decider<Integer, Booked, Balance> {

        @Override
        public Balance initial() {
            return new Balance(0, 0);
        }

        @Override
        public Decided<Booked> decide(Integer amount, Balance balance) {
            if (balance.cents() + amount < 0) {
                return Decided.refused("overdrawn", "It has " + balance.cents());
            }
            return amount == 0 ? Decided.events() : Decided.events(new Booked(amount, "n"));
        }

        @Override
        public Balance evolve(Balance balance, Booked event) {
            return new Balance(balance.cents() + event.amount(), balance.bookings() + 1);
        }
    }

    private CommandHandler<Integer, Booked, Balance> handler() {
        return CommandHandler.of(store(), new Account(), reader());
    }

    private CommandHandler<Integer, Booked, Balance> snapshotting() {
        return handler().withSnapshots("account", 1, Balance.class, 10);
    }

    private Event<Integer> command(String id, int amount) {
        Envelope envelope = Envelope.of(id, "bank", "Book", START).withExtensions(Map.of("actor", "teller-7"));
        return Event.of(envelope, amount);
    }

    @Test
    default void aCommandIsDecidedOnTheStateAndAppended() {
        assertThat(handler().handle(stream(), command("c-1", 5))).isEqualTo(new CommandAccepted(1, 1));
        assertThat(handler().handle(stream(), command("c-2", -6)))
                .isEqualTo(new CommandRefused("overdrawn", "It has 5"));
        assertThat(handler().handle(stream(), command("c-3", 0))).isEqualTo(new CommandAccepted(2, 0));
        assertThat(handler().handle(stream(), command("c-4", -5))).isEqualTo(new CommandAccepted(2, 1));

        assertThat(amounts()).containsExactly(5, -5);
        Envelope event = store().read(stream(), ReadOptions.forward()).events().getFirst();
        assertThat(event.correlation()).isEqualTo(new CorrelationContext("c-1", "c-1", null));
        assertThat(event.extension("actor")).isEqualTo("teller-7");
    }

    @Test
    default void aCommandThatComesAgainGetsTheFirstAnswer() {
        assertThat(handler().handle(stream(), command("c-1", 5))).isEqualTo(new CommandAccepted(1, 1));
        assertThat(handler().handle(stream(), command("c-2", -5))).isEqualTo(new CommandAccepted(2, 1));

        assertThat(handler().handle(stream(), command("c-2", -5))).isEqualTo(new CommandAccepted(2, 1));
        assertThat(handler().handle(stream(), command("c-1", 5))).isEqualTo(new CommandAccepted(1, 1));
        assertThat(amounts()).containsExactly(5, -5);
    }

    @Test
    default void commandsWhosePartsReadAlikeWhenJoinedAreDifferentOnes() {
        String long256 = "#".repeat(256);
        int version = 0;
        for (Envelope envelope : List.of(
                Envelope.of("c", "a#b", "Book", START),
                Envelope.of("b#c", "a", "Book", START),
                Envelope.of(long256, long256, "Book", START))) {
            version++;
            assertThat(handler().handle(stream(), Event.of(envelope, 1))).isEqualTo(new CommandAccepted(version, 1));
        }
        assertThat(amounts()).hasSize(3);
    }

    @Test
    default void aCommandIsKnownBehindASnapshotToo() {
        for (int i = 1; i <= 31; i++) {
            assertThat(snapshotting().handle(stream(), command("c-" + i, 1))).isEqualTo(new CommandAccepted(i, 1));
        }
        assertThat(store().snapshots().find(stream(), "account")).isNotNull();

        for (int i : List.of(31, 29, 20, 9)) {
            assertThat(snapshotting().handle(stream(), command("c-" + i, 1))).isEqualTo(new CommandAccepted(i, 1));
        }
        assertThat(amounts()).hasSize(31);
    }

    @Test
    default void whoeverIsInterruptedDecidesAnew() {
        Decider<Integer, Booked, Balance> interrupted = new Decider<>() {

            private boolean done;

            @Override
            public Balance initial() {
                return new Balance(0, 0);
            }

            @Override
            public Decided<Booked> decide(Integer amount, Balance balance) {
                if (!done) {
                    done = true;
                    assertThat(appended(ExpectedVersion.any(), -3).first()).isEqualTo(2);
                }
                return new Account().decide(amount, balance);
            }

            @Override
            public Balance evolve(Balance balance, Booked event) {
                return new Account().evolve(balance, event);
            }
        };
        assertThat(appended(ExpectedVersion.empty(), 5).first()).isEqualTo(1);

        assertThat(CommandHandler.of(store(), interrupted, reader()).handle(stream(), command("c-1", -5)))
                .isEqualTo(new CommandRefused("overdrawn", "It has 2"));
        assertThat(amounts()).containsExactly(5, -3);
    }

    @Test
    default void ofManyAtOnceNobodyOverdraws() throws Exception {
        assertThat(appended(ExpectedVersion.empty(), 3).first()).isEqualTo(1);

        List<Handled> handled = concurrently(4, i -> handler().handle(stream(), command("c-" + i, -1)));

        assertThat(handled)
                .filteredOn(outcome -> outcome instanceof CommandAccepted)
                .hasSize(3);
        assertThat(amounts().stream().mapToInt(Integer::intValue).sum()).isZero();
    }
}
