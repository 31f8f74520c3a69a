package dev.evenstep.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Leases.Claim;
import dev.evenstep.internal.store.Leases.Claimed;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.internal.store.Refusal;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a server does besides the records: forgets, evicts, dies, comes back, has replicas. */
@Tag("server")
class RedisServerTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Step.InAnyOrder STEP = new Step.InAnyOrder(
            new IdempotencyKey("mailing", "shop", UUID.randomUUID().toString()), "0123456789abcdefghijkl");
    private static final String KEY = "evenstep:record:" + STEP.event().text();

    private final RedisServer server = RedisServer.start();
    private RecordStore store = open(RedisLeases.at(server.url()));

    private static RecordStore open(RedisLeases leases) {
        return (RecordStore) leases.open();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private Claim claim(String owner) {
        Instant now = Instant.now();
        return store.claim(STEP, owner, now, now.plusSeconds(60), now.plus(MONTH), true);
    }

    private void applied() {
        Instant now = Instant.now();
        assertThat(claim("one")).isEqualTo(new Claimed());
        assertThat(store.complete(STEP, new Guard.HeldBy("one"), null, now, now.plus(MONTH)))
                .isNull();
    }

    /** After a lost connection a command is sent again of which nobody knows whether it was done. */
    @Test
    void aClaimThatIsSentTwiceIsMadeOnce() {
        assertThat(claim("one")).isEqualTo(new Claimed());
        assertThat(claim("one")).isEqualTo(new Claimed());
        assertThat(claim("two")).isInstanceOf(Refusal.HeldByAnother.class);
    }

    @Test
    void theServerForgetsByItselfAndARecordTakesAsMuchAsIsSaid() {
        applied();

        assertThat(server.number(redis -> redis.pttl(KEY))).isBetween(MONTH.toMillis() - 60_000, MONTH.toMillis());
        Long bytes = server.asked(redis -> redis.memoryUsage(KEY));
        System.out.println("A completed record takes " + bytes + " bytes, its key " + KEY.length());
        assertThat(bytes).isBetween(150L, 400L);
        assertThat(store.add("mailing#x", Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(server.number(redis -> redis.pttl("evenstep:attempts:mailing#x")))
                .isBetween(1L, 60_000L);
    }

    @Test
    void aReleasedRecordIsGoneUnlessItHasAnAnswer() {
        assertThat(claim("one")).isEqualTo(new Claimed());
        store.release(STEP.address(), "one");
        assertThat(server.number(redis -> redis.exists(KEY))).isZero();

        Instant now = Instant.now();
        assertThat(claim("one")).isEqualTo(new Claimed());
        assertThat(store.keep(STEP, "one", StoredAnswer.of(STEP, "1"), now, now.plus(MONTH)))
                .isNull();
        store.release(STEP.address(), "one");
        assertThat(claim("two")).isEqualTo(new Claimed(StoredAnswer.of(STEP, "1")));
    }

    @Test
    void aServerThatEvictsIsRefusedWithTheRemedy() {
        store.check();
        String unused = server.asked(redis -> redis.configSet("maxmemory-policy", "allkeys-lru"));

        assertThatThrownBy(store::check)
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("allkeys-lru")
                .hasMessageContaining("set it to noeviction");
    }

    @Test
    void aServerWithoutRoomIsADependencyThatFails() {
        String unused = server.asked(redis -> redis.configSet("maxmemory", "1"));

        assertThatThrownBy(() -> claim("one"))
                .isInstanceOf(DependencyFailure.class)
                .hasMessageContaining("(OOM)");
    }

    @Test
    void aServerThatForgotTheScriptsIsToldThem() {
        assertThat(claim("one")).isEqualTo(new Claimed());
        String unused = server.asked(RedisCommands::scriptFlush);
        assertThat(claim("two")).isInstanceOf(Refusal.HeldByAnother.class);
    }

    @Test
    void keysOfSomebodyElseAreAFailureOfTheConfiguration() {
        long unused = server.asked(redis -> redis.sadd(KEY, "else"));
        assertThatThrownBy(() -> claim("one"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("withPrefix");
    }

    @Test
    void whileTheServerIsAwayEventsWaitAndWhenItIsBackTheyGoOn() {
        store = open(RedisLeases.at(server.url()).withTimeout(Duration.ofMillis(500)));
        applied();
        server.close();
        assertThatThrownBy(() -> claim("two")).isInstanceOf(DependencyFailure.class);

        try (RedisServer again = RedisServer.startAt(server.port())) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(DependencyFailure.class)
                    .untilAsserted(() -> assertThat(claim("two")).isEqualTo(new Claimed()));
            assertThat(again.number(redis -> redis.exists(KEY))).isEqualTo(1);
        }
    }

    @Test
    void aServerThatHangsIsGivenUpAfterTheTimeout() {
        store = open(RedisLeases.at(server.url()).withTimeout(Duration.ofMillis(300)));
        store.check();
        String unused = server.asked(redis -> redis.clientPause(3_000));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> claim("one")).isInstanceOf(DependencyFailure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aReplicaIsRefusedAtStartAndAtRunTimeTheEventWaits() {
        try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(server.port()))) {
            store = open(RedisLeases.at(replica.url()));

            assertThatThrownBy(store::check)
                    .isInstanceOf(ConfigurationFailure.class)
                    .hasMessageContaining("name the primary's endpoint");
            Set<String> before = connections(replica);
            assertThatThrownBy(() -> claim("one"))
                    .isInstanceOf(DependencyFailure.class)
                    .hasMessageContaining("(READONLY)");

            String promoted = replica.asked(RedisCommands::replicaofNoOne);
            assertThat(promoted).isEqualTo("OK");
            assertThat(claim("one")).isEqualTo(new Claimed());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(connections(replica)).doesNotContainAnyElementsOf(before));
        }
    }

    /** Who speaks to it, but for its primary; whoever asks is one of them. */
    private static Set<String> connections(RedisServer server) {
        return server.text(RedisCommands::clientList)
                .lines()
                .filter(line -> line.contains("flags=N"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    @Test
    void aClaimWaitsForItsReplicasWhereThatIsAsked() {
        store = open(RedisLeases.at(server.url()).withReplicas(1, Duration.ofMillis(500)));
        assertThatThrownBy(() -> claim("one"))
                .isInstanceOf(DependencyFailure.class)
                .hasMessageContaining("0 of 1 replicas");

        try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(server.port()))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> replica.asked(RedisCommands::info).contains("master_link_status:up"));
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(DependencyFailure.class)
                    .untilAsserted(() -> assertThat(claim("one")).isEqualTo(new Claimed()));
            assertThat(replica.text(redis -> redis.hget(KEY, "owner"))).isEqualTo("one");
        }
    }
}
