package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.stack.RuleSpec.Input;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import dev.evenstep.local.stack.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/r";

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-21T08:00:00.250Z"));
    private final TestDestinations destinations = new TestDestinations();
    private final Storage storage = Storage.memory();
    private final Deliverer deliverer = new Deliverer(
            Deliverer.EVENTS,
            Journal.in(storage),
            destinations,
            new Statistics(),
            time,
            DeliveryBackoff.local(),
            Faults.none());

    @AfterEach
    void close() {
        deliverer.close();
        storage.close();
    }

    @Test
    void aRateFiresPeriodByPeriodAsTimePasses() throws JsonProcessingException {
        schedules(true, new Input.Whole()).start();

        time.advance(Duration.ofSeconds(59));
        assertThat(destinations.all()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        await().until(() -> destinations.bodies(QUEUE).size() == 1);
        time.advance(Duration.ofHours(1));
        await().until(() -> destinations.bodies(QUEUE).size() == 61);

        var event = JsonTrees.parse(destinations.bodies(QUEUE).getFirst());
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-21T08:01:00Z");
        assertThat(event.path("resources")).singleElement().asString().isEqualTo("\"" + RULE + "\"");
    }

    @Test
    void aTargetMayHaveAnInputOfItsOwn() {
        schedules(true, new Input.Constant("{\"sweep\":true}")).start();

        time.advance(Duration.ofMinutes(1));

        await().until(() -> destinations.bodies(QUEUE).equals(List.of("{\"sweep\":true}")));
    }

    @Test
    void whatIsDisabledOrClosedDoesNotFire() {
        schedules(false, new Input.Whole()).start();
        var closed = schedules(true, new Input.Whole());
        closed.start();
        closed.close();

        time.advance(Duration.ofMinutes(5));

        assertThat(destinations.all()).isEmpty();
    }

    private Schedules schedules(boolean enabled, Input input) {
        var target = new TargetSpec("t", QUEUE, input, null, 185, Duration.ofHours(24), null);
        var schedule = new ScheduleSpec("R", "r", RULE, Duration.ofMinutes(1), enabled, List.of(target));
        return new Schedules(Account.local(), List.of(schedule), deliverer, time);
    }
}
