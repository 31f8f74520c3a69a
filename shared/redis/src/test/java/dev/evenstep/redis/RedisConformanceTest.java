package dev.evenstep.redis;

import dev.evenstep.spi.LeaseStore;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.LeaseStoreConformance;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@Tag("server")
@TestInstance(Lifecycle.PER_METHOD)
class RedisConformanceTest extends LeaseStoreConformance {

    private static RedisServer server;
    private static LeaseStore store;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        store = RedisLeases.at(server.url())
                .withClock(new FakeClock(Instant.parse("2026-11-21T08:00:00.250Z")))
                .open();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Override
    public LeaseStore leaseStore() {
        return store;
    }
}
