package dev.evenstep.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Accepted;
import dev.evenstep.internal.outbox.EventBus.PublishResult.Refused;
import dev.evenstep.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bus that is away for three days, minute by minute; and one event, or one entity, that it does not take. */
class BusOutageTest {

    private static final int THREE_DAYS = 3 * 24 * 60;

    private final RelayFixture fixture = new RelayFixture();
    private Instant now = RelayFixture.NOW;

    @Test
    void threeDaysLoseNothingAndNeedNoHand() {
        fixture.bus = event -> {
            throw new IllegalStateException("the bus is away");
        };
        Relay relay = fixture.relay();
        Sweeper sweeper = new Sweeper(relay, fixture.store.unpublished(), SweepOptions.defaults());
        List<String> committed = new ArrayList<>();
        for (int minute = 0; minute < THREE_DAYS; minute++) {
            if (minute % 60 == 0) {
                String event = "entity-" + minute / 60 % 12 + "/" + (1 + minute / 720);
                committed.add(event);
                assertThat(fixture.run(relay, List.of(fixture.committed(event, now))))
                        .containsExactly("Unpublished");
            }
            int calls = fixture.calls.size();
            assertThat(sweep(sweeper).left().oldest()).isLessThanOrEqualTo(Duration.ofMinutes(minute));
            assertThat(fixture.calls.size() - calls).isLessThanOrEqualTo(3);
            now = now.plusSeconds(60);
        }
        assertThat(fixture.published).isEmpty();

        fixture.bus = event -> new Accepted();
        Sweeper.Swept swept = sweep(sweeper);

        assertThat(swept.left()).isEqualTo(new Backlog(0, Duration.ZERO));
        assertThat(fixture.published).containsExactlyInAnyOrderElementsOf(committed);
        for (int entity = 0; entity < 12; entity++) {
            String prefix = "entity-" + entity + "/";
            assertThat(fixture.published.stream().filter(event -> event.startsWith(prefix)))
                    .containsExactlyElementsOf(committed.stream()
                            .filter(event -> event.startsWith(prefix))
                            .toList());
        }
        assertThat(fixture.dead).isEmpty();
    }

    @Test
    void onePoisonEventAndOneEntityThatCannotBePublishedDelayNobodyByMoreThanABatch() {
        fixture.bus = event -> switch (event.substring(0, event.indexOf('/'))) {
            case "poison" -> new Refused("MalformedDetail", "never", true);
            case "stuck" -> new Refused("NotAuthorizedForSourceException", "not now", false);
            case "invalid" -> throw new EventBus.InvalidCallException("400", new IllegalStateException());
            default -> new Accepted();
        };
        Relay relay = fixture.relay();
        for (int batch = 1; batch <= 20; batch++) {
            List<Delivery> records = fixture.committed(
                    "poison/" + batch, "stuck/" + batch, "invalid/" + batch, "a/" + batch, "b/" + batch);

            assertThat(fixture.run(relay, records))
                    .containsExactly("Poison", "Unpublished", "Unpublished", "Applied", "Applied");
        }
        assertThat(fixture.dead).hasSize(20);
    }

    private Sweeper.Swept sweep(Sweeper sweeper) {
        return sweeper.sweep(Deadline.in(Duration.ofMinutes(1), Clock.fixed(now, ZoneOffset.UTC)));
    }
}
