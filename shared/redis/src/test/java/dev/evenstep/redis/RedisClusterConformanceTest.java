package dev.evenstep.redis;

import static org.awaitility.Awaitility.await;

import dev.evenstep.spi.LeaseStore;
import dev.evenstep.testkit.FakeClock;
import dev.evenstep.testkit.LeaseStoreConformance;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
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
        int bus = RedisServer.freePort();
        first = node("first", RedisServer.freePort());
        second = node("second", bus);
        give(first, 0, LAST_SLOT / 2);
        give(second, LAST_SLOT / 2 + 1, LAST_SLOT);
        meet(bus);
        for (RedisServer node : new RedisServer[] {first, second}) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> node.asked(RedisClusterCommands::clusterInfo).contains("cluster_state:ok"));
        }
        store = RedisLeases.cluster(first.url())
                .withClock(new FakeClock(Instant.parse("2026-11-21T08:00:00.250Z")))
                .open();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> {
                    store.check();
                    return true;
                });
    }

    private static RedisServer node(String name, int bus) {
        return RedisServer.start(
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(bus),
                "--cluster-config-file",
                folder.resolve(name).toAbsolutePath().toString());
    }

    /** Lettuce's own command knows no bus but that 10,000 ports above. */
    private static void meet(int bus) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8)
                .add("MEET")
                .add("127.0.0.1")
                .add(second.port())
                .add(bus);
        String unused = first.asked(
                node -> node.dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8), arguments));
    }

    private static void give(RedisServer node, int from, int to) {
        String unused = node.asked(commands ->
                commands.clusterAddSlots(IntStream.rangeClosed(from, to).toArray()));
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
