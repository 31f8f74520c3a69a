package dev.evenstep.demo.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.event.CorrelationContext;
import dev.evenstep.internal.event.EnvelopeJson;
import dev.evenstep.internal.event.EventEnvelope;
import dev.evenstep.internal.event.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Customers of the old shop whose payments were declined: in turn three times within a minute, twice, and three times over longer.
 * Told in any order, some twice.
 *
 * @param prefix how all of a run's customers begin
 * @param customers those of three within a minute
 */
public record FraudCases(String prefix, List<Sending> sendings, List<String> customers) {

    /** How the customers of all runs begin. */
    public static final String ALL = "declined-";

    private static final String SOURCE = "old-shop";
    private static final int CASES = 18;
    private static final List<List<Integer>> SECONDS = List.of(List.of(0, 25, 50), List.of(0, 25), List.of(0, 35, 70));

    public FraudCases {
        sendings = List.copyOf(sendings);
        customers = List.copyOf(customers);
    }

    /** @param now when the last payment of each was declined */
    public static FraudCases of(long seed, Instant now) {
        Random random = new Random(seed);
        String prefix = ALL + seed + "-";
        List<Sending> sendings = new ArrayList<>();
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            String customer = prefix + i;
            List<Integer> seconds = SECONDS.get(i % SECONDS.size());
            for (int second : seconds) {
                Sending declined = declined(customer, second, now.minusSeconds(second));
                sendings.add(declined);
                if (random.nextInt(3) == 0) {
                    sendings.add(declined);
                }
            }
            if (i % SECONDS.size() == 0) {
                customers.add(customer);
            }
        }
        Collections.shuffle(sendings, random);
        return new FraudCases(prefix, sendings, customers);
    }

    private static Sending declined(String customer, int number, Instant time) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("orderId", customer + "-order-" + number)
                .put("customerId", customer)
                .put("code", "CARD_DECLINED")
                .put("message", "The card was declined");
        String detail = new EnvelopeJson(Limits.defaults())
                .write(new EventEnvelope(
                        customer + "-" + number,
                        SOURCE,
                        "PaymentDeclined",
                        3,
                        time,
                        null,
                        null,
                        CorrelationContext.none(),
                        null,
                        null,
                        data));
        return new Sending.BusEvent(SOURCE, "PaymentDeclined", detail);
    }
}
