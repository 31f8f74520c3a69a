package dev.evenstep.redis;

import static org.awaitility.Awaitility.await;

import dev.evenstep.spi.LeaseStore;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.LeaseStoreConformance;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of two primaries, each with half of the slots. */
@Tag("server")
class RedisClusterConformanceTest extends LeaseStoreConformance {

    private static final int LAST_SLOT = 16_383;

    @TempDir
    static Path folder;

    private static RedisServer first;
    private static RedisServer second;
    private static LeaseStore store;

    @BeforeAll
    static void start() {
        first = node("first");
        second = node("second");
        give(first, 0, LAST_SLOT / 2);
        give(second, LAST_SLOT / 2 + 1, LAST_SLOT);
        String unused = first.asked(node -> node.clusterMeet("127.0.0.1", second.port()));
        for (RedisServer node : new RedisServer[] {first, second}) {
            await().atMost(Duration.ofSeconds(60)).until(() -> node.asked(RedisClusterCommands::clusterInfo)
                    .contains("cluster_state:ok"));
        }
        store = RedisLeases.cluster(first.url())
                .withClock(new FakeClock(Instant.parse("2026-11-21T08:00:00.250Z")))
                .open();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptionsInstanceOf(RedisException.class).until(() -> {
            store.check();
            return true;
        });
    }

    private static RedisServer node(String name) {
        return RedisServer.start(
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(RedisServer.freePort()),
                "--cluster-config-file",
                folder.resolve(name).toAbsolutePath().toString());
    }

    private static void give(RedisServer node, int from, int to) {
        String unused = node.asked(commands -> commands.clusterAddSlots(IntStream.rangeClosed(from, to).toArray()));
    }

    @AfterAll
    static void stop() {
        store.close();
        first.close();
        second.close();
    }

    @Override
    public LeaseStore leaseStore() {
        return store;
    }
}
