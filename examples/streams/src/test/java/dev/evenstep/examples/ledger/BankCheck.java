package dev.evenstep.examples.ledger;

import dev.evenstep.eventstore.EventStore;
import dev.evenstep.eventstore.ReadOptions;
import dev.evenstep.eventstore.log.Subscription;
import dev.evenstep.saga.SagaInstance;
import dev.evenstep.saga.SagaStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether money is conserved, every transfer has ended, every view is its account's balance, and the log is whole and in order. */
record BankCheck(EventStore store, BankViews views) {

    /** Null: nothing is wrong. */
    @Nullable
    String violation(int accounts, int transfers) {
        Ledger ledger = new Ledger(store);
        long money = 0;
        for (int i = 1; i <= accounts + 1; i++) {
            String account = "account-" + i;
            long cents = ledger.balance(account).cents();
            money += cents;
            long shown = views.cents(account);
            if (cents < 0 || shown != cents) {
                return "%s has %d cents and shows %d".formatted(account, cents, shown);
            }
        }
        if (money != accounts * 1000L) {
            return "There are %d cents".formatted(money);
        }
        for (int i = 1; i <= transfers; i++) {
            SagaInstance transfer = SagaInstance.find(store, "transfer", "t-" + i);
            if (transfer == null
                    || (transfer.status() != SagaStatus.COMPLETED && transfer.status() != SagaStatus.COMPENSATED)) {
                return "t-%d is %s".formatted(i, transfer == null ? "lost" : transfer.status());
            }
        }
        return logViolation();
    }

    /** Every commit once, each stream's in their order. */
    private @Nullable String logViolation() {
        Map<String, Integer> versions = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        boolean unused = Subscription.of(
                        "last",
                        store.log(),
                        store.checkpoints(),
                        (shard, entries) ->
                                entries.forEach(entry -> entry.events().forEach(event -> {
                                    int before = versions.getOrDefault(String.valueOf(event.subject()), 0);
                                    if (event.entityVersion() == null || event.entityVersion() != before + 1) {
                                        wrong.add(event.subject() + " goes from " + before + " to "
                                                + event.entityVersion());
                                    }
                                    versions.put(String.valueOf(event.subject()), before + 1);
                                })))
                .run(Duration.ofMinutes(1));
        versions.forEach((stream, version) -> {
            int last = store.read(stream, ReadOptions.backward().limit(1))
                    .position()
                    .version();
            if (last != version) {
                wrong.add("%s is at %d, and in the log at %d".formatted(stream, last, version));
            }
        });
        return wrong.isEmpty() ? null : wrong.getFirst();
    }
}
