package dev.evenstep.eventstore.lambda;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.Reason;
import dev.evenstep.eventstore.Append;
import dev.evenstep.eventstore.CommandConsumer;
import dev.evenstep.eventstore.CommandHandler;
import dev.evenstep.eventstore.EventReader;
import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.EventStoreOptions;
import dev.evenstep.eventstore.ExpectedVersion;
import dev.evenstep.eventstore.NewEvent;
import dev.evenstep.eventstore.lambda.Till.Balance;
import dev.evenstep.eventstore.lambda.Till.Booking;
import dev.evenstep.eventstore.lambda.Till.Deposited;
import dev.evenstep.eventstore.lambda.Till.Request;
import dev.evenstep.testkit.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandConsumerTest {

    private final EventStore store = EventStore.inMemory(EventStoreOptions.defaults());

    private Scenario scenario(Till till) {
        CommandHandler<Request, Booking, Balance> handler = CommandHandler.of(store, till, EventReader.of(Till.TYPES));
        return Scenario.of(CommandConsumer.of(
                "book", handler, command -> String.valueOf(command.subject()), List.of(Till.DEPOSIT, Till.WITHDRAW)));
    }

    private static String command(String id, String type, int cents) {
        return """
                {"specversion":"1.0","id":"%s","source":"cashier","type":"%s","schemaversion":1,"subject":"till-1",
                 "time":"2026-11-21T08:00:00Z","data":{"cents":%d}}""".formatted(id, type, cents);
    }

    @Test
    void aCommandAgainIsADuplicate() {
        Scenario scenario = scenario(new Till());
        var unused = scenario.when(command("c-1", "Deposit", 5))
                .thenApplied()
                .when(command("c-1", "Deposit", 5))
                .then(new Decision.Duplicate(null));
    }

    @Test
    void aRefusedCommandIsDeadLetteredWithItsCode() {
        var unused = scenario(new Till())
                .when(command("c-1", "Withdraw", 5))
                .then(new Decision.Poison(Reason.REJECTED, "overdrawn: It has 0 cents", null));
    }

    @Test
    void whatMeetsOthersAgainAndAgainIsNotTheCommandsFault() {
        Till contended = new Till() {
            private int others;

            @Override
            public Decided<Booking> decide(Request request, Balance balance) {
                var unused = store.append(
                        "till-1",
                        ExpectedVersion.any(),
                        Append.of("other-" + others++, NewEvent.of(Till.DEPOSITED, new Deposited(1))));
                return super.decide(request, balance);
            }
        };
        var unused = scenario(contended)
                .when(command("c-1", "Deposit", 5))
                .then(Decision.Transient.ofContention("Stream till-1 was expected at version 4 and has version 5"));
    }
}
