package dev.evenstep.archive;

import static dev.evenstep.archive.ArchiveRig.event;
import static dev.evenstep.archive.ArchiveRig.versioned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the archive costs in DynamoDB requests and units, as docs/archive.md says. */
class ArchiveCostTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/archive.yaml", Map.of());

    private static final Instant TWELVE = Instant.parse("2026-11-26T12:00:00Z");

    private final ArchiveRig rig = new ArchiveRig(AWS);

    @Test
    void anEventIsOneRequestAndAUnitForEachKilobyteAndOneForEachIndex() {
        archive(event("e-1", "T", at(1), ""));
        assertWritten(1);
        archive(event("e-2", "T", at(1), ",\"subject\":\"a\""));
        assertWritten(2);
        archive(versioned("e-3", "a", 1, at(1)));
        assertWritten(3);
        archive(event("e-4", "T", at(1), ",\"extra\":\"" + "x".repeat(4_000) + "\""));
        assertWritten(5);
    }

    @Test
    void anEventThatComesAgainIsOneRequest() {
        archive(versioned("e-1", "a", 1, at(1)));
        archive(versioned("e-1", "a", 1, at(1)));
        assertThat(rig.capacity.requests()).containsExactly("PutItem");
    }

    @Test
    void aPageByEntityOrCorrelationIsTwoRequests() {
        archive(IntStream.rangeClosed(1, 50)
                .mapToObj(version -> versioned("e-" + version, "a", version, at(version)))
                .toArray(String[]::new));

        assertRead(ArchiveQuery.ofEntity("a"), 50, List.of("Query", "BatchGetItem"));
        // Of a unit for each 4 KB half: eventually consistent, 50 events of less than 1 KB each and their keys.
        assertThat(rig.capacity.readUnits()).isBetween(25.0, 27.5);
        assertRead(ArchiveQuery.ofCorrelation("c-1"), 50, List.of("Query", "BatchGetItem"));
        assertRead(
                ArchiveQuery.ofEntity("a").withTime(TWELVE, TWELVE.plusSeconds(11)),
                10,
                List.of("Query", "BatchGetItem"));
        assertThat(rig.capacity.readUnits()).isBetween(5.0, 7.5);
        assertRead(ArchiveQuery.ofEntity("b"), 0, List.of("Query"));
    }

    @Test
    void anHourIsEightRequestsWhateverIsInIt() {
        ArchiveQuery threeHours = ArchiveQuery.between(TWELVE, TWELVE.plusSeconds(3 * 3_600));
        assertRead(threeHours, 0, Collections.nCopies(24, "Query"));
        archive(IntStream.range(0, 80)
                .mapToObj(i -> event("e-" + i, "T", at(i * 60L), ""))
                .toArray(String[]::new));
        assertRead(threeHours, 80, Collections.nCopies(24, "Query"));
        assertRead(threeHours.withType("Other"), 0, Collections.nCopies(24, "Query"));
        assertRead(threeHours.withTime(TWELVE, TWELVE.plusSeconds(3_600)), 60, Collections.nCopies(8, "Query"));
    }

    private void assertRead(ArchiveQuery query, int events, List<String> requests) {
        rig.capacity.reset();
        Stream<ArchivedEvent> read = rig.archive.read(query).events().stream();
        assertThat(read).hasSize(events);
        assertThat(rig.capacity.requests()).isEqualTo(requests);
    }

    private void archive(String... bodies) {
        rig.capacity.reset();
        assertThat(rig.archive(bodies)).isEmpty();
    }

    private void assertWritten(double units) {
        assertThat(rig.capacity.requests()).containsExactly("PutItem");
        assertThat(rig.capacity.writeUnits()).isEqualTo(units);
    }

    private static String at(long seconds) {
        return TWELVE.plusSeconds(seconds).toString();
    }
}
