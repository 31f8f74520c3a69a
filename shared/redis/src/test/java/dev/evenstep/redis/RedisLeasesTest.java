package dev.evenstep.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.spi.LeaseStore;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said without a server. */
class RedisLeasesTest {

    private static final RedisLeases LEASES = RedisLeases.at("redis://:s3cret@cache.example:6380");
    private static final RedisOptions OPTIONS =
            RedisOptions.defaults(List.of(io.lettuce.core.RedisURI.create("redis://cache.example:6380")), false);

    @Test
    void aPasswordStandsInNoText() {
        assertThat(LEASES).hasToString("Redis at cache.example:6380");
        assertThat(RedisLeases.cluster("redis://:s3cret@a.example", "rediss://b.example:7000"))
                .hasToString("the Redis cluster at a.example:6379,b.example:7000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://:s3cret@a", "s3cret", "redis://:s3cret@a:port", "redis://:s3cret@"})
    void aUrlThatIsNoneIsRefusedWithoutShowingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisLeases.at(url))
                .withMessageContaining("redis://")
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void theEnvironmentSaysWhere() {
        assertThat(RedisLeases.from(Map.of("REDIS_URL", "redis://a"))).hasToString("Redis at a:6379");
        assertThat(RedisLeases.from(Map.of("REDIS_URL", "redis://a, redis://b", "REDIS_CLUSTER", "on")))
                .hasToString("the Redis cluster at a:6379,b:6379");
        assertThatIllegalStateException()
                .isThrownBy(() -> RedisLeases.from(Map.of()))
                .withMessageContaining("REDIS_URL");
        assertThatIllegalStateException()
                .isThrownBy(() -> RedisLeases.from(Map.of("REDIS_URL", "redis://a", "REDIS_CLUSTER", "yes")))
                .withMessageContaining("set it to on");
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> LEASES.withPrefix(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> LEASES.withTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> LEASES.withReplicas(1, Duration.ofSeconds(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisLeases.cluster("redis://a").withReplicas(1, Duration.ofMillis(100)))
                .withMessageContaining("not in a cluster");
        assertThatThrownBy(() -> LEASES.trusting(Path.of("no-such-file.pem")).open())
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("no-such-file.pem");
    }

    @Test
    void whereNobodyListensTheEventsWait() {
        try (LeaseStore store = RedisLeases.at("redis://127.0.0.1:1")
                .withTimeout(Duration.ofMillis(500))
                .open()) {
            assertThatThrownBy(store::check).isInstanceOf(DependencyFailure.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOAUTH Authentication required.,withPassword",
        "WRONGPASS invalid username-password pair,name or password are wrong",
        "NOPERM this user has no permissions,EVALSHA",
        "WRONGTYPE Operation against a key,withPrefix",
        "'ERR unknown command `EVALSHA`',docs/redis.md"
    })
    void whatTheServerRefusesForGoodIsTheConfigurations(String error, String remedy) {
        assertThat(RedisFailures.of(OPTIONS, new RedisCommandExecutionException(error)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed",
                "LOADING",
                "READONLY You can't write",
                "CLUSTERDOWN",
                "BUSY",
                "ERR any"
            })
    void everythingElseIsTheServersAndTheEventWaits(String error) {
        assertThat(RedisFailures.of(OPTIONS, new RedisCommandExecutionException(error)))
                .isInstanceOf(DependencyFailure.class);
        assertThat(RedisFailures.of(OPTIONS, new RedisCommandTimeoutException("after 2 seconds")))
                .isInstanceOf(DependencyFailure.class)
                .hasMessageContaining("Redis at cache.example:6380")
                .hasMessageContaining("after 2 seconds");
    }

    @Test
    void anErrorIsFoundBehindTheConnectionThatFailed() {
        assertThat(RedisFailures.of(
                        OPTIONS,
                        new RedisConnectionException(
                                "Unable to connect", new RedisCommandExecutionException("WRONGPASS invalid"))))
                .isInstanceOf(ConfigurationFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"volatile-lru", "allkeys-lfu", "volatile-ttl", "allkeys-random"})
    void aServerThatEvictsIsRefused(String policy) {
        assertThatThrownBy(() -> RedisServerCheck.requireFit(
                        "# Memory\r\nmaxmemory:100\r\nmaxmemory_policy:" + policy + "\r\n", OPTIONS))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining(policy);
    }

    @Test
    void aPrimaryThatKeepsEverythingIsTaken() {
        RedisServerCheck.requireFit("maxmemory_policy:noeviction\r\nrole:master\r\n", OPTIONS);
        assertThatThrownBy(() -> RedisServerCheck.requireFit("role:slave", OPTIONS))
                .isInstanceOf(ConfigurationFailure.class);
    }
}
