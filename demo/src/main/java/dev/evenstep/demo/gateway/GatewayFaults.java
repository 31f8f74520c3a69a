package dev.evenstep.demo.gateway;

import java.util.Random;

/**
 * When the gateway misbehaves: it follows from the seed, the key and how often the key was asked for. At the third
 * request of a key it always behaves.
 *
 * @param percent of first and second requests that go wrong
 */
record GatewayFaults(long seed, int percent) {

    enum Fault {
        NONE,
        UNAVAILABLE,
        HANGS,
        REPLY_LOST
    }

    static GatewayFaults none() {
        return new GatewayFaults(0, 0);
    }

    Fault at(String key, int request) {
        if (request > 2) {
            return Fault.NONE;
        }
        Random random = new Random(seed * 31 + key.hashCode() * 7L + request);
        if (random.nextInt(100) >= percent) {
            return Fault.NONE;
        }
        return switch (random.nextInt(4)) {
            case 0 -> Fault.HANGS;
            case 1 -> Fault.REPLY_LOST;
            default -> Fault.UNAVAILABLE;
        };
    }
}
