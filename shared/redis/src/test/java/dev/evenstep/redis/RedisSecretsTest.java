package dev.evenstep.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.internal.store.Commits.Guard;
import dev.evenstep.internal.store.IdempotencyKey;
import dev.evenstep.internal.store.Leases.Claimed;
import dev.evenstep.internal.store.RecordStore;
import dev.evenstep.internal.store.Step;
import dev.evenstep.internal.store.StoredAnswer;
import dev.evenstep.spi.LeaseStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Passwords and TLS. */
@Tag("server")
class RedisSecretsTest {

    private static final String SECRET = "s3cret-of-the-test";
    private static final String WRONG = "wr0ng-of-the-test";

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @TempDir
    private Path folder;

    private static void usable(RedisLeases leases) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(DependencyFailure.class)
                .until(() -> {
                    try (LeaseStore store = leases.open()) {
                        store.check();
                        worksOn((RecordStore) store);
                        return true;
                    }
                });
    }

    /** Every command once: what docs/redis.md has a user allowed is enough. */
    private static void worksOn(RecordStore store) {
        Instant now = Instant.now();
        Instant later = now.plusSeconds(60);
        Step.InAnyOrder step = new Step.InAnyOrder(new IdempotencyKey("mailing", "shop", later.toString()), "content");
        for (int i = 0; i < 2; i++) {
            assertThat(store.claim(step, "one", now, later, later, true)).isEqualTo(new Claimed());
            store.release(step.address(), "one");
        }
        assertThat(store.claim(step, "one", now, later, later, true)).isEqualTo(new Claimed());
        assertThat(store.keep(step, "one", StoredAnswer.of(step, "1"), now, later))
                .isNull();
        assertThat(store.complete(step, new Guard.HeldBy("one"), "1", now, later))
                .isNull();
        assertThat(store.record(step.address()).completed()).isTrue();
        assertThat(store.add(step.event().text(), later)).isEqualTo(1);
        store.forget(step.event().text());
    }

    private String failure(RedisLeases leases) {
        StringWriter text = new StringWriter();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (LeaseStore store = leases.open()) {
                store.check();
                throw new AssertionError("It was let in");
            } catch (ConfigurationFailure refused) {
                refused.printStackTrace(new PrintWriter(text));
                return true;
            } catch (DependencyFailure notThereYet) {
                return false;
            }
        });
        return text.toString();
    }

    @Test
    void aPasswordIsAskedForAndStandsInNoMessageAndNoLog() {
        List<Logger> loggers = Stream.of("io", "reactor", "dev")
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        logged.start();
        for (Logger logger : loggers) {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(logged);
        }
        try (RedisServer server = RedisServer.launch(
                RedisServer.freePort(),
                "--requirepass",
                SECRET,
                "--user",
                "mailing",
                "on",
                ">" + SECRET,
                "~evenstep:*",
                "-@all",
                "+evalsha",
                "+eval",
                "+hgetall",
                "+hmget",
                "+hset",
                "+hdel",
                "+del",
                "+incr",
                "+pexpire",
                "+info",
                "+hello",
                "+auth",
                "+ping")) {
            String address = "127.0.0.1:" + server.port();

            usable(RedisLeases.at("redis://:" + SECRET + "@" + address));
            usable(RedisLeases.at(server.url()).withPassword(null, () -> SECRET));
            usable(RedisLeases.at(server.url()).withPassword("mailing", () -> SECRET));
            String wrong = failure(RedisLeases.at("redis://:" + WRONG + "@" + address));
            String asked = failure(RedisLeases.at(server.url()).withPassword("mailing", () -> WRONG));
            String none = failure(RedisLeases.at(server.url()));

            assertThat(wrong)
                    .contains("WRONGPASS", "name or password are wrong")
                    .doesNotContain(WRONG);
            assertThat(asked).contains("WRONGPASS").doesNotContain(WRONG);
            assertThat(none).contains("NOAUTH", "withPassword");
            assertThat(logged.list)
                    .isNotEmpty()
                    .noneMatch(line -> line.getFormattedMessage().contains(SECRET)
                            || line.getFormattedMessage().contains(WRONG));
        } finally {
            for (Logger logger : loggers) {
                logger.setLevel(null);
                logger.setAdditive(true);
                logger.detachAppender(logged);
            }
        }
    }

    @Test
    void aServersCertificateIsCheckedAgainstThoseThatAreTrusted() throws Exception {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("certificate.pem");
        int made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(made).as("openssl, which apt-get install openssl has").isZero();
        int port = RedisServer.freePort();
        try (RedisServer server = RedisServer.launch(
                0,
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                certificate.toString(),
                "--tls-auth-clients",
                "no")) {
            RedisLeases leases = RedisLeases.at("rediss://127.0.0.1:" + port);

            usable(leases.trusting(certificate));
            try (LeaseStore untrusting = leases.open()) {
                assertThatThrownBy(untrusting::check)
                        .isInstanceOf(DependencyFailure.class)
                        .hasStackTraceContaining("unable to find valid certification path");
            }
            assertThat(server.port()).isZero();
        }
    }
}
