package dev.evenstep.demo.schedules;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.event.SerializedEvent;
import dev.evenstep.internal.outbox.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A bus that refuses at times, its rules, and behind them standard queues, which show messages in any order, and again. */
final class ShopBus implements EventBus {

    private static final String SAGA = "dev.evenstep.saga.";

    static final String PLACE = "place-order";
    static final String SETTLE = "settle-order";
    static final String FULFIL = "fulfil-order";
    static final String STOCK = "reserve-stock";
    static final String PAYMENT = "charge-payment";

    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("OrderPlaced", FULFIL),
            Map.entry("StockReserved", FULFIL),
            Map.entry("StockRejected", FULFIL),
            Map.entry("StockReleased", FULFIL),
            Map.entry("PaymentCharged", FULFIL),
            Map.entry("PaymentDeclined", FULFIL),
            Map.entry("PaymentCancelled", FULFIL),
            Map.entry(SAGA + "StepTimeout", FULFIL),
            Map.entry("ReserveStock", STOCK),
            Map.entry("ReleaseStock", STOCK),
            Map.entry("ChargePayment", PAYMENT),
            Map.entry("CancelPayment", PAYMENT),
            Map.entry(SAGA + "SagaCompleted", SETTLE),
            Map.entry(SAGA + "SagaCompensated", SETTLE));

    private static final Duration VISIBILITY = Duration.ofSeconds(40);

    private final ShopWorld world;
    private final ShopMistake mistake;
    private final Map<String, List<Message>> queues = new LinkedHashMap<>();

    /** A message, hidden while somebody has it. */
    static final class Message {

        private final String body;
        private Instant visibleAt;
        private int receives;

        private Message(String body, Instant visibleAt) {
            this.body = body;
            this.visibleAt = visibleAt;
        }

        String body() {
            return body;
        }

        int receives() {
            return receives;
        }
    }

    ShopBus(ShopWorld world, ShopMistake mistake) {
        this.world = world;
        this.mistake = mistake;
        List.of(PLACE, FULFIL, STOCK, PAYMENT, SETTLE).forEach(name -> queues.put(name, new ArrayList<>()));
    }

    @Override
    public List<PublishResult> publish(List<SerializedEvent> events, Duration time) {
        return world.call(() -> {
            List<PublishResult> answers = new ArrayList<>();
            for (SerializedEvent event : events) {
                if (world.strikes(40)) {
                    answers.add(new PublishResult.Refused("Throttled", "later", false));
                } else {
                    deliver(event);
                    answers.add(new PublishResult.Accepted());
                }
            }
            return answers;
        });
    }

    /** To the queue whose rule lets it through, at times twice. */
    void deliver(SerializedEvent event) {
        Envelope envelope = event.envelope();
        String queue = RULES.get(envelope.type());
        boolean isIgnored =
                mistake == ShopMistake.TIME_OUTS_IGNORED && envelope.type().equals(SAGA + "StepTimeout");
        if (queue != null && !isIgnored) {
            send(queue, event.json(), world.clock().instant());
            if (world.strikes(30)) {
                send(queue, event.json(), world.clock().instant());
            }
        }
    }

    void send(String queue, String body, Instant visibleAt) {
        messages(queue).add(new Message(body, visibleAt));
    }

    private List<Message> messages(String queue) {
        return Objects.requireNonNull(queues.get(queue));
    }

    private boolean isVisible(Message message) {
        return !message.visibleAt.isAfter(world.clock().instant());
    }

    /** Those in which something is to be seen. */
    List<String> visible() {
        return queues.keySet().stream()
                .filter(name -> messages(name).stream().anyMatch(this::isVisible))
                .toList();
    }

    Message receive(String queue) {
        Message message =
                world.any(messages(queue).stream().filter(this::isVisible).toList());
        message.visibleAt = world.clock().instant().plus(VISIBILITY);
        message.receives++;
        return message;
    }

    /** At times it comes again all the same. */
    void delete(String queue, Message message) {
        if (!world.strikes(60)) {
            messages(queue).remove(message);
        }
    }

    void comeBack(Message message, Instant at) {
        message.visibleAt = at;
    }

    /** When something is to be seen again; empty: nothing is there. */
    Optional<Instant> nextVisible() {
        return queues.values().stream()
                .flatMap(List::stream)
                .map(message -> message.visibleAt)
                .min(Comparator.naturalOrder());
    }
}
