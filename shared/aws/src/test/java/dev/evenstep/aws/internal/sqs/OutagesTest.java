package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.aws.TestAws;
import dev.evenstep.engine.time.ManualTime;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours in which something is away: the real function, queue and tables, by a time that the test moves. */
class OutagesTest {

    private static final ManualTime TIME = new ManualTime(Instant.parse("2026-11-21T08:00:00Z"));

    private static final Duration SOON = Duration.ofMinutes(2);

    @RegisterExtension
    static final LocalAwsExtension AWS = TestAws.extension().with(options -> options.withTime(TIME));

    private final OutageRig rig = new OutageRig(AWS, TIME);

    @ParameterizedTest
    @CsvSource({
        "standard, ProvisionedThroughputExceededException, 6",
        "standard, gateway, 6",
        "standard, AccessDeniedException, 1",
        "standard, ResourceNotFoundException, 2",
        "fifo, ProvisionedThroughputExceededException, 6",
        "fifo, gateway, 6",
    })
    void whateverIsAwayForHoursLosesNothingAndTheFirstSuccessComesWithinTwoMinutes(
            String kind, String what, int hours) {
        Queue queue = kind.equals("fifo") ? rig.fifo : rig.standard;
        SqsProcessor function = rig.function();
        rig.away(what);
        for (int number = 1; number <= 5; number++) {
            queue.send(rig.event(number), kind.equals("fifo") ? rig.run : null);
        }
        Instant back = TIME.now().plus(Duration.ofHours(hours));
        while (TIME.now().isBefore(back)) {
            rig.step(queue, function, Duration.ofMinutes(3));
        }
        assertThat(rig.handled).isEmpty();

        rig.away("nothing");
        while (rig.handled.isEmpty() && TIME.now().isBefore(back.plus(SOON))) {
            rig.step(queue, function, Duration.ofSeconds(20));
        }
        assertThat(rig.handled).isNotEmpty();
        rig.untilEmpty(queue, function);

        assertThat(rig.handled).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        if (queue == rig.fifo) {
            assertThat(rig.handled).isSorted();
        }
        assertThat(rig.dead.event().getRecords()).isEmpty();
        assertThat(rig.fifoDead.event().getRecords()).isEmpty();
    }
}
