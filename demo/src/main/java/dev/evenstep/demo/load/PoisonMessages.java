package dev.evenstep.demo.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that can never succeed: the named special cases of {@code events-samples/}. */
final class PoisonMessages {

    /**
     * What one defect is and where it must end.
     *
     * @param stops the order whose line it stops where it is consumed in order; null: none
     */
    record Defect(
            Sending sending,
            List<ExpectedDeadLetter> ends,
            @Nullable String stops) {}

    private static final List<String> COMMANDS = List.of(
            "v2-malformed", "malformed",
            "v2-missing-attribute", "malformed",
            "v2-wrong-type", "unreadable-data",
            "v99-unknown-version", "unknown-version",
            "v2-huge", "too-large",
            "v2-deeply-nested", "too-deep",
            "v2-poison", "rejected");

    private PoisonMessages() {}

    /** How many kinds there are. */
    static int kinds() {
        return COMMANDS.size() / 2 + 2;
    }

    /** @param number which of them: kinds come in turn */
    static Defect of(int number, String run) {
        int kind = number % kinds() - 1;
        if (kind < 0) {
            return endlessGap(run, number);
        }
        if (kind < COMMANDS.size() / 2) {
            String body = sample("shop-web/PlaceOrder/" + COMMANDS.get(2 * kind));
            String id = run + "-defect-" + number;
            return new Defect(
                    new Sending.Command(body, id, id),
                    List.of(new ExpectedDeadLetter("place-order", COMMANDS.get(2 * kind + 1))),
                    null);
        }
        return unknownEventVersion(run, number);
    }

    private static Defect unknownEventVersion(String run, int number) {
        String order = run + "-unknown-" + number;
        String detail = sample("shop/OrderPlaced/v99-unknown-version").replace("order-2003", order);
        return new Defect(
                new Sending.BusEvent("shop", "OrderPlaced", detail),
                List.of(
                        new ExpectedDeadLetter("fulfil-order", "unknown-version"),
                        new ExpectedDeadLetter("track-order", "unknown-version")),
                order);
    }

    private static Defect endlessGap(String run, int number) {
        String detail = sample("shop/OrderConfirmed/v1-gap").replace("order-2007", run + "-gap-" + number);
        return new Defect(
                new Sending.BusEvent("shop", "OrderConfirmed", detail),
                List.of(new ExpectedDeadLetter("track-order", "gap")),
                null);
    }

    private static String sample(String name) {
        try (InputStream in = PoisonMessages.class.getResourceAsStream("/events-samples/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("The sample " + name + " is missing from events-samples/");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
