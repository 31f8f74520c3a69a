package dev.evenstep.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.Limits;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final EnvelopeJson JSON = new EnvelopeJson(Limits.defaults());

    private final Load load = Load.of(2_000, 7);

    @Test
    void theSameSeedSendsTheSameEvents() {
        assertThat(Load.of(2_000, 7)).isEqualTo(load);
        assertThat(Load.of(2_000, 8).sendings()).isNotEqualTo(load.sendings());
    }

    @Test
    void everyOrderIsSentAtLeastOnce() {
        List<String> sent = load.sendings().stream()
                .filter(Sending.Command.class::isInstance)
                .map(sending -> ((Sending.Command) sending).deduplicationId())
                .toList();

        assertThat(load.orders()).hasSize(2_000);
        assertThat(load.orders()).allSatisfy(order -> {
            if (!order.imported()) {
                assertThat(sent).contains(order.commandId());
            }
        });
    }

    @Test
    void aTenthComesTwiceAndATwentiethIsImportedOrLate() {
        long commands =
                load.orders().stream().filter(order -> !order.imported()).count();
        long again = load.sendings().stream()
                .filter(sending -> sending instanceof Sending.Command command
                        && command.deduplicationId().endsWith("-again"))
                .count();

        assertThat((double) again / commands).isBetween(0.07, 0.13);
        assertThat((double) (2_000 - commands) / 2_000).isBetween(0.035, 0.065);
        assertThat((double) load.late().size() / commands).isBetween(0.035, 0.065);
    }

    @Test
    void oldVersionsAndReorderingsAreAmongThem() {
        List<Envelope> imported = load.sendings().stream()
                .filter(sending -> sending instanceof Sending.BusEvent event
                        && event.source().equals("old-shop"))
                .<Envelope>map(sending -> JSON.read(((Sending.BusEvent) sending).detail()))
                .toList();

        assertThat(load.orders())
                .filteredOn(order -> order.oldVersion() && !order.imported())
                .isNotEmpty();
        assertThat(imported).extracting(Envelope::schemaVersion).containsOnly(1);
        assertThat(imported.stream()
                        .collect(Collectors.groupingBy(Envelope::subject))
                        .values())
                .anySatisfy(history ->
                        assertThat(history.getFirst().entityVersion()).isGreaterThan(1));
    }

    @Test
    void everyKindOfDefectIsSentAndItsEndIsKnown() {
        assertThat(load.deadLetters())
                .extracting(ExpectedDeadLetter::reason)
                .contains(
                        "malformed", "unreadable-data", "unknown-version", "too-large", "too-deep", "rejected", "gap");
        assertThat(Load.of(1, 1).deadLetters())
                .extracting(ExpectedDeadLetter::reason)
                .contains("too-deep", "gap");
    }

    @Test
    void someTotalsAreDeclined() {
        assertThat(load.orders())
                .filteredOn(order -> PaymentRules.isDeclined(order.totalCents()))
                .hasSizeBetween(80, 250);
    }
}
