package dev.evenstep.mapping;

import static dev.evenstep.mapping.Records.envelope;
import static dev.evenstep.mapping.Records.event;
import static dev.evenstep.mapping.Records.placed;
import static dev.evenstep.mapping.Records.record;
import static dev.evenstep.mapping.Records.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.event.Envelope;
import dev.evenstep.schema.EventType;
import dev.evenstep.spi.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On records of Debezium 3.3.1 on PostgreSQL 15, and on others as its documentation has them. */
class DebeziumChangesTest {

    private record Moved(String customer, String city) {}

    private static final EventType<Moved> MOVED = EventType.of("crm", "CustomerMoved", Moved.class);

    private static final DebeziumChanges ALL =
            DebeziumChanges.mapping().key("public.log", "line").key("public.signals", "id");

    private static final DebeziumChanges MOVES = DebeziumChanges.mapping()
            .table("public.customers", change -> switch (change.operation()) {
                case CREATE, UPDATE ->
                    MappedEvent.of(
                            MOVED,
                            new Moved(
                                    Objects.requireNonNull(change.subject()),
                                    change.row().text("/city")));
                case READ, DELETE, TRUNCATE, MESSAGE -> null;
            })
            .table("public.log", change -> null)
            .table("public.signals", change -> null)
            .table("audit", change -> null);

    private static final String INSERT = """
            {"before":null,"after":{"id":1,"name":"Ann"},"source":{"connector":"%s","name":"shop","ts_ms":1795731202818,"db":"crm",%s},\
            "op":"%s","ts_ms":1795731203538}""";

    @Test
    void everyChangeIsAnEventOfItsRowAndWhatIsNoneIsLeftOut() {
        List<Envelope> events = Records.events(ALL, recorded("postgresql.jsonl"));

        assertThat(events.stream().map(event -> event.type() + " " + event.subject()))
                .containsExactly(
                        "public.customers.Read 1",
                        "public.customers.Read 2",
                        "public.customers.Updated 2",
                        "public.customers.Updated 1",
                        "public.customers.Updated 1",
                        "public.customers.Created 3",
                        "public.customers.Created 4",
                        "public.customers.Deleted 3",
                        "public.customers.Deleted 4",
                        "public.customers.Created 5",
                        "public.log.Created x",
                        "public.customers.Updated 1",
                        "audit.Message null",
                        "audit.Message null",
                        "public.signals.Created s1",
                        "public.customers.Read 1",
                        "public.customers.Read 2",
                        "public.customers.Read 5",
                        "public.customers.Updated 2",
                        "public.customers.Truncated null",
                        "public.customers.Created 7");
        assertThat(events).extracting(Envelope::id).doesNotHaveDuplicates();
        assertThat(events).extracting(Envelope::source).containsOnly("/debezium/postgresql/shop");
        assertThat(events.get(12).dataJson()).contains("\"message\":\"{\\\"hello\\\":1}\"");
        assertThat(events.get(11).dataJson()).as("a new column").contains("\"vip\":true");
    }

    @Test
    void aRowsChangesHaveRisingPositionsAndWhatASnapshotReadIsBeforeThem() {
        List<Envelope> events = Records.events(ALL, recorded("postgresql.jsonl"));

        for (String row : Set.of("1", "2", "3", "4")) {
            List<String> positions = new ArrayList<>();
            events.stream()
                    .filter(event ->
                            row.equals(event.subject()) && !event.type().endsWith("Read"))
                    .forEach(event -> positions.add(event.extension("logposition")));
            assertThat(positions).as(row).isSorted().doesNotHaveDuplicates().allMatch(at -> at.startsWith("s"));
        }
        assertThat(events.stream().filter(event -> event.type().endsWith("Read")))
                .extracting(event -> event.extension("logposition"))
                .contains("r00000000000022239784", "r00000000000022244776")
                .isSorted();
    }

    @Test
    void aDomainsEventHasTheChangesIdAndPlaceAndItsOwnTypeAndData() {
        List<Envelope> events = Records.events(MOVES, recorded("postgresql.jsonl"));

        assertThat(events).extracting(Envelope::type).containsOnly("CustomerMoved");
        assertThat(events)
                .extracting(event ->
                        event.data().get("customer") + " " + event.data().get("city"))
                .containsExactly(
                        "2 Paris", "1 Köln", "1 Ulm", "3 Oslo", "4 Lima", "5 Lima", "1 Ulm", "2 Nice", "7 Riga");
        assertThat(events.getFirst().id()).isEqualTo("s00000000000022239936:u:public.customers/2");
        assertThat(events.getFirst().time()).isEqualTo("2026-11-26T22:13:24.427Z");
        assertThat(events.getFirst().extension("logposition")).isEqualTo("s00000000000022239936");
    }

    @Test
    void theConvertersSchemaMakesNoDifference() {
        Delivery bare = recorded("postgresql.jsonl").getFirst();
        String key = "{\"id\":1}";
        String expected = envelope(ALL, bare).body();

        Delivery wrapped = placed(
                "t-0@1",
                "{\"schema\":{\"type\":\"struct\"},\"payload\":" + bare.body() + "}",
                Delivery.KEY,
                "{\"schema\":{\"type\":\"struct\"},\"payload\":" + key + "}");

        assertThat(envelope(ALL, wrapped).body()).isEqualTo(expected);
        Delivery onABus = placed("m-1", "{\"detail-type\":\"x\",\"detail\":" + bare.body() + "}", Delivery.KEY, key);
        assertThat(envelope(ALL.under("/detail"), onABus).body()).isEqualTo(expected);
        assertThat(ALL.map(record("{\"schema\":null,\"payload\":null}"))).isNull();
    }

    @Test
    void aCloudEventOfItsConverterIsReadAgainSinceTwoRowsHaveOneId() {
        List<Delivery> records = Records.lines("cloudevents.jsonl").stream()
                .map(line -> placed("t-0@" + line.hashCode(), line))
                .toList();
        List<Envelope> events = Records.events(DebeziumChanges.mapping().key("public.customers", "id"), records);

        assertThat(events.stream().map(event -> event.type() + " " + event.subject()))
                .containsExactly(
                        "public.customers.Read 1",
                        "public.customers.Read 2",
                        "public.customers.Deleted 4",
                        "public.customers.Created 5");
        assertThat(events).extracting(Envelope::id).doesNotHaveDuplicates();
    }

    @Test
    void aRowWithoutAKeyIsRefusedWithTheRemedy() {
        Delivery keyless = recorded("postgresql.jsonl").stream()
                .filter(record -> record.body().contains("\"line\""))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> DebeziumChanges.mapping().map(keyless))
                .hasMessageContaining("public.log")
                .hasMessageContaining("key(\"public.log\", …)");
        assertThatThrownBy(
                        () -> DebeziumChanges.mapping().key("public.log", "nr").map(keyless))
                .hasMessage("/after/nr is missing");
    }

    @Test
    void anUpdateThatDoesNotSayWhatWasBeforeSaysHowItWould() {
        DebeziumChanges moves = DebeziumChanges.mapping()
                .table(
                        "public.customers",
                        change -> change.changes("/city") ? MappedEvent.of(MOVED, new Moved("1", "?")) : null);
        List<Delivery> mapped =
                Records.mapped(moves, List.of(recorded("postgresql.jsonl").get(4)));

        assertThat(mapped)
                .singleElement()
                .satisfies(record -> assertThat(record.system(Delivery.REFUSED))
                        .startsWith("MALFORMED ")
                        .contains("REPLICA IDENTITY FULL"));
    }

    @Test
    void otherDatabasesHaveTheirOwnPlaces() {
        String mysql = "\"table\":\"c\",\"file\":\"mysql-bin.000012\",\"pos\":484,\"row\":1";
        assertThat(position("mysql", mysql, "c")).isEqualTo("s0000000012" + "000000000484" + "00000001");
        assertThat(position("mysql", mysql.replace("484", "1484"), "c")).isGreaterThan(position("mysql", mysql, "c"));
        assertThat(position("mysql", mysql, "r")).startsWith("r");
        String sqlServer = "\"schema\":\"dbo\",\"table\":\"c\",\"commit_lsn\":\"00000027:00000758:0005\","
                + "\"change_lsn\":\"00000027:00000758:0003\",\"event_serial_no\":\"2\"";
        assertThat(position("sqlserver", sqlServer, "u"))
                .isEqualTo("s00000027:00000758:0005-00000027:00000758:0003-0002");

        Envelope other = event(
                DebeziumChanges.mapping(),
                record(
                        INSERT.formatted("oracle", "\"schema\":\"A\",\"table\":\"C\",\"scn\":\"1\"", "c"),
                        Delivery.KEY,
                        "{\"ID\":\"a#b\"}"));
        assertThat(other.id()).as("the record's place").isEqualTo("orders-3@7");
        assertThat(other.extension("logposition")).isNull();
        assertThat(other.subject()).isEqualTo("a%23b");
    }

    private static @Nullable String position(String connector, String source, String operation) {
        return event(
                        DebeziumChanges.mapping(),
                        record(INSERT.formatted(connector, source, operation), Delivery.KEY, "{\"id\":1}"))
                .extension("logposition");
    }

    @Test
    void whatIsNoneOfDebeziumsStaysAndWhatIsBesideChangesIsNoEvent() {
        for (String other : List.of("{\"a\":1}", "[]", "{\"specversion\":\"1.0\",\"id\":\"x\"}", "{\"op\":\"u\"}")) {
            Delivery record = record(other);
            assertThat(ALL.map(record)).as(other).isSameAs(record);
        }
        assertThat(ALL.map(record(
                        "{\"source\":{\"connector\":\"mysql\"},\"ts_ms\":1,\"databaseName\":\"crm\",\"schemaName\":null,"
                                + "\"ddl\":\"ALTER TABLE c\",\"tableChanges\":[]}")))
                .isNull();
        assertThat(Records.mapped(ALL, List.of(placed("t-0@1", null, Delivery.KEY, "{\"id\":1}"))))
                .isEmpty();
    }

    @Test
    void limitsHoldBeforeItIsParsed() {
        assertThatThrownBy(() ->
                        ALL.withMaxBytes(100).map(recorded("postgresql.jsonl").getFirst()))
                .hasMessageContaining("the limit is 100");
        assertThatThrownBy(() -> ALL.map(record("[".repeat(100)))).hasMessageContaining("deeper than 64");
    }
}
