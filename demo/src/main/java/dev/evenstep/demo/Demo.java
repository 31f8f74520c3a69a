package dev.evenstep.demo;

import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.ledger.Findings;
import dev.evenstep.demo.ledger.Ledger;
import dev.evenstep.demo.ledger.Suspicions;
import dev.evenstep.demo.load.FraudCases;
import dev.evenstep.demo.load.Load;
import dev.evenstep.demo.load.PlannedOrder;
import dev.evenstep.demo.load.Sending;
import dev.evenstep.demo.shop.DeployedShop;
import dev.evenstep.spi.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Plays orders on a deployed shop, waits until all has come to rest, and checks what became of everything. */
public final class Demo {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final DeployedShop shop;
    private final GatewayClient gateway;
    private final DemoOptions options;
    private final ProgressListener progress;
    private final Load load;
    private final Ledger ledger;
    private final CommandEncryption encryption;
    private final Sender sender;
    private final LateDuplicates duplicates;
    private final AuditReplay replay;
    private final ViewRebuild rebuild;

    public Demo(DeployedShop shop, GatewayClient gateway, DemoOptions options, ProgressListener progress) {
        this.shop = shop;
        this.gateway = gateway;
        this.options = options;
        this.progress = progress;
        this.load = Load.of(options.orders(), options.seed());
        SubjectKeys keys = shop.subjectKeys();
        this.encryption = new CommandEncryption(keys);
        this.ledger = new Ledger(shop, gateway, load, keys);
        this.sender = new Sender(shop);
        this.replay = new AuditReplay(shop, sender);
        this.rebuild = new ViewRebuild(shop, (int)
                load.orders().stream().filter(order -> !order.imported()).count());
        this.duplicates = new LateDuplicates(ledger, sender, load.late());
    }

    public DemoResult run() {
        Instant begin = Instant.now();
        ledger.open();
        new StockSeeder(shop).fill(load.stock());
        List<Sending> sendings = encryption.encrypt(load.sendings());
        gateway.faults(options.seed(), options.faultPercent(), options.orders() / 3, options.outage());
        Instant firstSent = Instant.now();
        Map<String, Instant> sent = sendAll(sendings);
        boolean ordersCameToRest = awaitRest(() -> true);
        Duration flow = Duration.between(firstSent, Instant.now());
        // Not among the orders: what an alarm takes would be how long these stand in line before it.
        FraudCases cases = FraudCases.of(options.seed(), Instant.now());
        sender.send(cases.sendings(), count -> {});
        Suspicions suspicions = new Suspicions(shop, cases);
        boolean cameToRest = ordersCameToRest && awaitRest(suspicions::areAllFound);
        Findings findings = ledger.close(begin, sent).with(rebuild.check()).with(suspicions);
        int messages =
                load.sendings().size() + cases.sendings().size() + load.late().size();
        return new DemoResult(
                options.orders(),
                options.seed(),
                messages,
                gateway.refused(),
                replay.sent(),
                cameToRest,
                findings,
                flow);
    }

    /** When the first command of each order was sent. */
    private Map<String, Instant> sendAll(List<Sending> sendings) {
        Map<String, String> ordersByCommand =
                load.orders().stream().collect(Collectors.toMap(PlannedOrder::commandId, PlannedOrder::orderId));
        Map<String, Instant> sentAt = new HashMap<>();
        int[] before = {0};
        progress.say("sending %,d messages for %,d orders".formatted(sendings.size(), options.orders()));
        sender.send(sendings, sent -> {
            for (Sending sending : sendings.subList(before[0], sent)) {
                if (sending instanceof Sending.Command(String body, String group, String id)
                        && ordersByCommand.containsKey(id)) {
                    sentAt.putIfAbsent(ordersByCommand.get(id), Instant.now());
                }
            }
            before[0] = sent;
        });
        return sentAt;
    }

    /** False when nothing moved for longer than there is patience. */
    private boolean awaitRest(BooleanSupplier isDone) {
        Ledger.Progress last = new Ledger.Progress(-1, -1, -1);
        Instant lastMove = Instant.now();
        Instant lastLine = Instant.EPOCH;
        while (true) {
            duplicates.tellThoseThatAreDue();
            if (options.auditIsReplayed()) {
                replay.sendWhatWasGivenUp();
            }
            Ledger.Progress now = ledger.look();
            rebuild.beginWhenDue(now.endedOrders());
            if (now.backlog() == 0
                    && now.openOrders() == 0
                    && duplicates.areAllTold()
                    && rebuild.isSwapped()
                    && ledger.isQuiet()
                    && isDone.getAsBoolean()) {
                return true;
            }
            if (!now.equals(last)) {
                if (Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) > 0) {
                    progress.say("%,d orders are open, %,d messages are on their way, time-outs among them"
                            .formatted(now.openOrders(), now.backlog()));
                    lastLine = Instant.now();
                }
                last = now;
                lastMove = Instant.now();
            } else if (Duration.between(lastMove, Instant.now()).compareTo(options.patience()) > 0) {
                progress.say("nothing has moved for " + options.patience().toSeconds() + " s: giving up");
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
