package dev.evenstep.demo.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.demo.load.FraudCases;
import dev.evenstep.event.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final FraudCases CASES = FraudCases.of(7, NOW);
    private static final String MISSING = "whose payments were declined three times within a minute is suspected";
    private static final String MORE = "nobody else is suspected, and nobody twice for it";

    private final List<Envelope> outbox = new ArrayList<>();

    SuspicionsTest() {
        CASES.customers().forEach(this::suspect);
        for (int i = 0; i < 3; i++) {
            outbox.add(
                    event("ours-" + i, "PaymentDeclined", NOW.plusSeconds(20L * i), "\"customerId\":\"customer-1\""));
        }
        outbox.add(event("old-version", "PaymentDeclined", NOW, "\"customerId\":null"));
        outbox.add(suspected("customer-1", "ours-2"));
    }

    @Test
    void thoseThatWerePlantedAndThoseOfTheRunItselfAreFound() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void oneThatIsNotFoundIsSeen() {
        outbox.removeFirst();
        assertThat(broken()).containsExactly(MISSING);
    }

    @Test
    void oneOfTheRunsOwnThatIsNotFoundIsSeen() {
        outbox.removeLast();
        assertThat(broken()).containsExactly(MISSING);
    }

    @Test
    void oneThatIsFoundTwiceIsSeen() {
        suspect(CASES.customers().getFirst());
        assertThat(broken()).containsExactly(MORE);
    }

    @Test
    void oneWithTwoDeclinesOrOverLongerIsSeen() {
        outbox.add(suspected(CASES.prefix() + 1, CASES.prefix() + "1-0"));
        outbox.add(suspected(CASES.prefix() + 2, CASES.prefix() + "2-0"));
        assertThat(broken()).containsExactly(MORE);
    }

    private List<String> broken() {
        return Suspicions.check(outbox, CASES).stream()
                .filter(invariant -> !invariant.holds())
                .map(Invariant::name)
                .toList();
    }

    /** The last of its declines is the one of now. */
    private void suspect(String customer) {
        outbox.add(suspected(customer, customer + "-0"));
    }

    private static Envelope suspected(String customer, String decline) {
        return event(
                "for-" + decline,
                "FraudSuspected",
                NOW,
                "\"customerId\":\"%s\",\"lastDecline\":\"%s\"".formatted(customer, decline));
    }

    private static Envelope event(String id, String type, Instant time, String data) {
        return Envelope.of(id, "test", type, time).withData(1, "{" + data + "}");
    }
}
