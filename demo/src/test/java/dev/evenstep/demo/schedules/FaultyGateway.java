package dev.evenstep.demo.schedules;

import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.demo.schedules.ShopWorld.NoAnswer;
import dev.evenstep.shop.chargepayment.PaymentGateway;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A gateway that keeps to its contract, and hangs up. */
final class FaultyGateway implements PaymentGateway {

    private final ShopWorld world;
    private final ShopMistake mistake;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Long> charged = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private int asked;

    FaultyGateway(ShopWorld world, ShopMistake mistake) {
        this.world = world;
        this.mistake = mistake;
    }

    @Override
    public Answer charge(String order, long amountCents, String currency) throws IOException {
        if (currency.equals(PlacedOrders.FOREIGN)) {
            throw new PermanentFailure(Reason.REJECTED, "The gateway does not know " + currency);
        }
        String key = mistake == ShopMistake.NEW_IDEMPOTENCY_KEYS ? order + "#" + asked++ : order;
        return answered(() -> answers.computeIfAbsent(key, any -> decided(key, amountCents)));
    }

    private Answer decided(String key, long amountCents) {
        if (cancelled.contains(key)) {
            return new Answer.Declined("CANCELLED", "It was cancelled");
        }
        if (world.below(6) == 0) {
            return new Answer.Declined("CARD_DECLINED", "No");
        }
        charged.put(key, amountCents);
        return new Answer.Charged("charge-" + key);
    }

    @Override
    public Cancelled cancel(String key) throws IOException {
        return answered(() -> {
            if (mistake != ShopMistake.CANCELLATION_FORGOTTEN) {
                boolean unused = cancelled.add(key);
            }
            return new Cancelled(charged.getOrDefault(key, 0L));
        });
    }

    private <T> T answered(Supplier<T> call) throws IOException {
        try {
            return world.call(call);
        } catch (NoAnswer hungUp) {
            throw new IOException("hung up", hungUp);
        }
    }

    @Override
    public int concurrency() {
        return 10;
    }

    /** What an order has paid in the end, of all that was charged for it. */
    long paid(String order) {
        return sum(order, key -> !cancelled.contains(key));
    }

    long refunded(String order) {
        return sum(order, cancelled::contains);
    }

    private long sum(String order, Predicate<String> which) {
        return charged.entrySet().stream()
                .filter(charge -> charge.getKey().split("#", -1)[0].equals(order))
                .filter(charge -> which.test(charge.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** NONE, CHARGED, DECLINED or CANCELLED. */
    String status(String order) {
        if (cancelled.contains(order)) {
            return "CANCELLED";
        }
        return switch (answers.get(order)) {
            case null -> "NONE";
            case Answer.Charged unused -> "CHARGED";
            case Answer.Declined unused -> "DECLINED";
        };
    }

    /** Whether its cancellation overtook its charge. */
    boolean isRefusedAsCancelled(String order) {
        return answers.get(order) instanceof Answer.Declined(String code, String message) && code.equals("CANCELLED");
    }
}
