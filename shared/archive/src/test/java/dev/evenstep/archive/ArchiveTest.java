package dev.evenstep.archive;

import static dev.evenstep.archive.ArchiveRig.event;
import static dev.evenstep.archive.ArchiveRig.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.testkit.local.LocalAwsExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArchiveTest {

    @RegisterExtension
    static final LocalAwsExtension AWS = LocalAwsExtension.of("src/test/resources/archive.yaml", Map.of());

    private static final Instant TWELVE = Instant.parse("2026-11-26T12:00:00Z");

    private final ArchiveRig rig = new ArchiveRig(AWS);
    private final ArchiveQuery threeHours = ArchiveQuery.between(TWELVE, TWELVE.plusSeconds(3 * 3_600));

    @Test
    void aTimeIsReadInItsOrderPageByPageWhateverTheShardsAndTheOrderOfArchiving() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            bodies.add(event("e-%03d".formatted(i), i % 4 == 0 ? "Fourth" : "Other", at(i * 60L), ""));
        }
        Collections.shuffle(bodies, new Random(5));
        assertThat(rig.archive(bodies.toArray(String[]::new))).isEmpty();

        assertThat(ids(threeHours.withLimit(7)))
                .hasSize(180)
                .isSorted()
                .startsWith("e-000")
                .endsWith("e-179");
        assertThat(ids(threeHours.withTime(TWELVE.plusSeconds(60), TWELVE.plusSeconds(240))))
                .containsExactly("e-001", "e-002", "e-003");
        assertThat(ids(threeHours.withType("Fourth").withLimit(10))).hasSize(45).isSorted();
        assertThat(ids(threeHours.withType("Fourth").withType("Other"))).hasSize(180);
        assertThat(rig.archive.stream(threeHours.withLimit(1)).map(ArchivedEvent::id))
                .isEqualTo(ids(threeHours));
    }

    @Test
    void anEntityIsReadByItsVersionsAlsoAgainstTheClocks() {
        assertThat(rig.archive(
                        versioned("e-3", "a", 3, at(10)),
                        versioned("e-1", "a", 1, at(30)),
                        versioned("e-11", "a", 11, at(40)),
                        versioned("e-2", "a", 2, at(20)),
                        versioned("b-1", "b", 1, at(15)),
                        event("e-0", "Note", at(5), ",\"subject\":\"a\"")))
                .isEmpty();

        assertThat(ids(ArchiveQuery.ofEntity("a"))).containsExactly("e-0", "e-1", "e-2", "e-3", "e-11");
        assertThat(ids(ArchiveQuery.ofEntity("a").withLimit(2))).containsExactly("e-0", "e-1", "e-2", "e-3", "e-11");
        assertThat(ids(ArchiveQuery.ofEntity("a").withTime(TWELVE.plusSeconds(15), TWELVE.plusSeconds(40))))
                .containsExactly("e-1", "e-2");
        assertThat(ids(ArchiveQuery.ofEntity("a").withType("Note"))).containsExactly("e-0");
        assertThat(ids(ArchiveQuery.ofEntity("A"))).isEmpty();
        // By time, each has the place of its time, and of an entity the lowest version comes first.
        assertThat(ids(threeHours)).containsExactly("e-0", "e-1", "b-1", "e-2", "e-3", "e-11");
    }

    @Test
    void aCorrelationIsReadByTimeAndTogetherWithTheRest() {
        assertThat(rig.archive(
                        versioned("e-2", "a", 1, at(3_700)),
                        versioned("e-1", "b", 1, at(10)),
                        event("e-3", "Other", at(20), ",\"correlationid\":\"c-2\"")))
                .isEmpty();

        assertThat(ids(ArchiveQuery.ofCorrelation("c-1"))).containsExactly("e-1", "e-2");
        assertThat(ids(ArchiveQuery.ofCorrelation("c-1").withLimit(1))).containsExactly("e-1", "e-2");
        assertThat(ids(ArchiveQuery.ofCorrelation("c-1").withEntity("a"))).containsExactly("e-2");
        assertThat(ids(ArchiveQuery.ofCorrelation("c-1").withTime(TWELVE, TWELVE.plusSeconds(60))))
                .containsExactly("e-1");
        assertThat(ids(ArchiveQuery.ofCorrelation("c-2").withType("Deposited"))).isEmpty();
    }

    @Test
    void eventsOfOneTimeAreToldApartBySourceAndId() {
        assertThat(rig.archive(
                        event("e-1", "T", at(0), ""),
                        event("e-10", "T", at(0), ""),
                        event("e-1", "T", at(0), "").replace("bank", "shop")))
                .isEmpty();

        assertThat(ids(threeHours.withLimit(1))).containsExactly("e-1", "e-10", "e-1");
    }

    /** An export of any length has the same in memory. */
    @Test
    void aStreamIsReadAsItIsAskedFor() {
        for (int hour = 0; hour < 3; hour++) {
            int offset = hour * 3_600;
            assertThat(rig.archive(IntStream.range(0, 600)
                            .mapToObj(i -> event("e-" + offset + i, "T", at(offset + i), ""))
                            .toArray(String[]::new)))
                    .isEmpty();
        }
        rig.capacity.reset();

        assertThat(rig.archive.stream(threeHours).findFirst()).isPresent();

        // Of 600 an hour, what lies beyond the 1,000 among which versions are ordered is not asked for yet.
        assertThat(rig.capacity.requests()).hasSize(16);
        assertThat(rig.archive.stream(threeHours)).hasSize(1_800);
    }

    @Test
    void aQueryThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> threeHours.withLimit(0)).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> ArchiveQuery.between(TWELVE.plusSeconds(1), TWELVE))
                .hasMessageContaining("in this order");
    }

    private List<String> ids(ArchiveQuery query) {
        List<String> ids = new ArrayList<>();
        ArchivePage page = rig.archive.read(query);
        page.events().forEach(event -> ids.add(event.id()));
        while (page.next() != null) {
            assertThat(page.events()).hasSizeLessThanOrEqualTo(query.limit());
            page = rig.archive.read(query.after(page.next()));
            page.events().forEach(event -> ids.add(event.id()));
        }
        return ids;
    }

    private static String at(long seconds) {
        return TWELVE.plusSeconds(seconds).toString();
    }
}
