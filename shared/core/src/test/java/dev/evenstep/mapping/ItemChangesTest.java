package dev.evenstep.mapping;

import static dev.evenstep.mapping.Records.event;
import static dev.evenstep.mapping.Records.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.event.Envelope;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import org.junit.jupiter.api.Test;

class ItemChangesTest {

    private record Moved(String city) {}

    private static final EventType<Moved> MOVED = EventType.of("crm", "CustomerMoved", Moved.class);

    private static final ItemChanges MOVES = ItemChanges.of(
                    "Customer",
                    change -> change.operation() == DataChange.ChangeOperation.UPDATE && change.changes("/city")
                            ? MappedEvent.of(MOVED, new Moved(change.row().text("/city")))
                            : null)
            .version("version");

    private static Delivery change(String type, String images) {
        return placed("1", """
                {"specversion":"1.0","id":"e-1","source":"arn:aws:dynamodb:eu-west-1:1:table/customers","type":"Customer%s",
                 "time":"2026-11-26T08:00:00Z","subject":"c-1","data":{"keys":{"id":"c-1"},%s"expired":false}}""".formatted(type, images));
    }

    private static String image(String member, String city, int version) {
        return "\"%s\":{\"id\":\"c-1\",\"city\":\"%s\",\"version\":%d},".formatted(member, city, version);
    }

    @Test
    void aChangeIsTheDomainsEventWithTheItemsVersion() {
        Envelope event = event(MOVES, change("Modified", image("oldImage", "Rom", 3) + image("newImage", "Bonn", 4)));

        assertThat(event.type()).isEqualTo("CustomerMoved");
        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.source()).isEqualTo("arn:aws:dynamodb:eu-west-1:1:table/customers");
        assertThat(event.subject()).isEqualTo("c-1");
        assertThat(event.entityVersion()).isEqualTo(4);
        assertThat(event.dataJson()).isEqualTo("{\"city\":\"Bonn\"}");
    }

    @Test
    void whatCountsAndMeansNothingStaysAsItIsWithItsVersion() {
        Delivery inserted = change("Inserted", image("newImage", "Rom", 1));
        Envelope event = event(MOVES, inserted);
        assertThat(event.type()).isEqualTo("CustomerInserted");
        assertThat(event.entityVersion()).isEqualTo(1);
        assertThat(event(MOVES, Records.envelope(MOVES, inserted)).entityVersion())
                .as("when it comes back from a queue of retries")
                .isEqualTo(1);

        assertThat(event(MOVES, change("Removed", image("oldImage", "Rom", 4))).entityVersion())
                .isEqualTo(5);
    }

    @Test
    void aChangeThatDoesNotCountIsNone() {
        assertThat(MOVES.map(change("Modified", image("oldImage", "Rom", 4) + image("newImage", "Bonn", 4))))
                .isNull();
    }

    @Test
    void withoutAVersionWhatMeansNothingIsNoEvent() {
        ItemChanges none = ItemChanges.of("Customer", change -> null);
        assertThat(none.map(change("Inserted", image("newImage", "Rom", 1)))).isNull();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> MOVES.map(change("Inserted", "\"newImage\":{\"id\":\"c-1\"},")))
                .hasMessage("/newImage/version is missing");
        assertThatThrownBy(() -> MOVES.map(change("Removed", ""))).hasMessageContaining("has no row");
        assertThatThrownBy(() -> MOVES.map(change("Modified", image("newImage", "Rom", 2))))
                .hasMessageContaining("NEW_AND_OLD_IMAGES");
    }

    @Test
    void othersStayAsTheyAre() {
        for (Delivery other : new Delivery[] {
            placed("2", ""),
            placed("2", "{\"a\":1}"),
            placed("2", "{\"specversion\":\"1.0\",\"type\":\"CustomerMoved\"}")
        }) {
            assertThat(MOVES.map(other)).isSameAs(other);
        }
    }
}
