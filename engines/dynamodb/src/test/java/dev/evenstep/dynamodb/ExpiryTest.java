package dev.evenstep.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items go some time after their time is over, as if AWS had deleted them. */
class ExpiryTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = new ManualTime(START);
    private final Fixture fixture = new Fixture(DynamoDbOptions.defaults().withTime(time));

    @BeforeEach
    void table() {
        fixture.withListeners();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void expireBy(Fixture of, String attribute) {
        of.call(
                "UpdateTimeToLive",
                "{'TableName':'Listeners','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'%s'}}"
                        .formatted(attribute));
    }

    private static void put(Fixture into, String id, String until) {
        into.put("Listeners", "{'id':{'S':'%s'},'until':%s}".formatted(id, until));
    }

    private static String second(Duration fromStart) {
        return "{'N':'%d'}".formatted(START.plus(fromStart).getEpochSecond());
    }

    private static int count(Fixture of) {
        return of.call("Scan", "{'TableName':'Listeners'}").path("Count").asInt();
    }

    @Test
    void afterASettingsDelay() {
        expireBy(fixture, "until");
        put(fixture, "a", second(HOUR));

        time.advance(HOUR.plusSeconds(1));
        assertThat(count(fixture)).isEqualTo(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(count(fixture)).isZero();
    }

    @Test
    void thoseTooThatWereThereBefore() {
        for (int i = 0; i < 250; i++) {
            put(fixture, "a" + i, second(HOUR));
        }
        put(fixture, "other", second(HOUR.multipliedBy(3)));
        expireBy(fixture, "until");

        time.advance(HOUR.multipliedBy(2));
        assertThat(count(fixture)).isEqualTo(1);
        time.advance(HOUR.multipliedBy(2));
        assertThat(count(fixture)).isZero();
    }

    @Test
    void notWhatIsNoTimeOrTooOld() {
        expireBy(fixture, "until");
        put(fixture, "text", "{'S':'%d'}".formatted(START.getEpochSecond()));
        put(fixture, "old", second(Duration.ofDays(-6 * 365)));
        put(fixture, "negative", "{'N':'-5'}");
        put(fixture, "milliseconds", "{'N':'%d'}".formatted(START.toEpochMilli()));
        put(fixture, "past", second(Duration.ofDays(-1)));

        time.advance(HOUR);
        assertThat(count(fixture)).isEqualTo(4);
    }

    @Test
    void whatIsProlongedStays() {
        expireBy(fixture, "until");
        put(fixture, "a", second(HOUR));
        put(fixture, "a", second(HOUR.multipliedBy(5)));

        time.advance(HOUR.multipliedBy(4));
        assertThat(count(fixture)).isEqualTo(1);
        time.advance(HOUR.multipliedBy(2));
        assertThat(count(fixture)).isZero();
    }

    @Test
    void theStreamTellsWhoDidIt() {
        var stream = new StreamReader(fixture, time, "Listeners", "OLD_IMAGE");
        expireBy(fixture, "until");
        put(fixture, "a", second(HOUR));
        time.advance(HOUR.multipliedBy(2));

        var removed = stream.records().getLast();
        assertThat(removed.path("eventName").asText()).isEqualTo("REMOVE");
        assertThat(removed.path("userIdentity"))
                .isEqualTo(Fixture.json("{'PrincipalId':'dynamodb.amazonaws.com','Type':'Service'}"));
        assertThat(removed.path("dynamodb")
                        .path("OldImage")
                        .path("id")
                        .path("S")
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void whatExpiredWhileNothingRanGoesAtTheStart(@TempDir Path folder) {
        var file = folder.resolve("data");
        var options = DynamoDbOptions.defaults().withTime(new ManualTime(START));
        try (var first = new Fixture(options.withStorage(Storage.file(file)))) {
            first.withListeners();
            expireBy(first, "until");
            put(first, "a", second(HOUR));
        }
        var later = new ManualTime(START.plus(HOUR.multipliedBy(9)));
        try (var second = new Fixture(options.withTime(later).withStorage(Storage.file(file)))) {
            later.advance(Duration.ofSeconds(1));
            assertThat(count(second)).isZero();
        }
    }
}
