package dev.evenstep.demo;

import java.time.Duration;

/**
 * @param orders how many orders are played, 1 to 100,000
 * @param seed what the load and its faults follow from
 * @param stack the name that the deployed stack has
 * @param faultPercent of requests to the payment gateway that go wrong at first
 * @param outage how long the gateway is away in the middle
 * @param auditIsReplayed whether events are sent again that Lambda gave up for the audit function
 * @param patience how long nothing may move before the run is given up
 */
public record DemoOptions(
        int orders,
        long seed,
        String stack,
        int faultPercent,
        Duration outage,
        boolean auditIsReplayed,
        Duration patience) {

    public DemoOptions {
        if (orders < 1 || orders > 100_000) {
            throw new IllegalArgumentException("--orders is " + orders + "; 1 to 100,000 can be played");
        }
    }

    /** 200 orders, seed 1, the stack {@code shop}, every fifth request at first, three seconds without the
     * gateway, and longer than the template's retries last: 254 seconds. */
    public static DemoOptions defaults() {
        return new DemoOptions(200, 1, "shop", 20, Duration.ofSeconds(3), false, Duration.ofMinutes(6));
    }

    public DemoOptions withOrders(int number) {
        return new DemoOptions(number, seed, stack, faultPercent, outage, auditIsReplayed, patience);
    }

    public DemoOptions withSeed(long other) {
        return new DemoOptions(orders, other, stack, faultPercent, outage, auditIsReplayed, patience);
    }

    public DemoOptions withStack(String name) {
        return new DemoOptions(orders, seed, name, faultPercent, outage, auditIsReplayed, patience);
    }

    /** Ten seconds without the gateway, and what Lambda gives up for the audit function is sent again. */
    public DemoOptions withChaos() {
        return new DemoOptions(orders, seed, stack, faultPercent, Duration.ofSeconds(10), true, patience);
    }
}
