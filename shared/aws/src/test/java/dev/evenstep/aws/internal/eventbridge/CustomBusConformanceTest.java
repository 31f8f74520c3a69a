package dev.evenstep.aws.internal.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.aws.internal.deadletter.EventHeaders;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A FIFO subscriber of the custom event bus, with metadata. */
class CustomBusConformanceTest extends SourceConformance<byte[], byte[]> {

    @Override
    protected UnaryOperator<JsonNode> unwrap() {
        return EventBridgeEnvelope::unwrap;
    }

    @Override
    public Source<byte[], byte[]> source() {
        return new CustomBusEvents(true);
    }

    @Override
    public byte[] event(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record(record, "LIVE"))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String record(SourceRecord record, String type) {
        String data = record.kind() == SourceRecord.Kind.UNDECODABLE ? "[1]" : record.body();
        return withMetadata(data, record.number(), record.key(), type);
    }

    private static String withMetadata(String data, int number, String group, String type) {
        return """
                {"Data":%s,"Metadata":{"tenant":"acme"},"SystemMetadata":{"aws:EventId":"bus-%d","aws:DeliveryType":"%s","aws:SequenceNumber":"%d",
                 "aws:IngestionTime":"2026-11-21T07:59:00Z","ContentType":"application/json","EventGroupId":"%s"}}""".formatted(data, number, type, number, group);
    }

    @Override
    public Optional<byte[]> replayed(SourceRecord record) {
        return Optional.of(record(record, "REPLAY").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatPutEventsHasPublishedIsReadAsTheBusWrapsIt() {
        String data = """
                {"version":"0","id":"id-1","detail-type":"Placed","source":"shop","account":"1","time":"2026-11-21T08:00:00Z","region":"r",
                 "resources":[],"detail":{"specversion":"1.0","id":"order-1","source":"shop","type":"OrderPlaced","data":{}}}""";
        String body = withMetadata(data, 1, "a", "LIVE");

        Delivery delivery =
                source().deliveries(body.getBytes(StandardCharsets.UTF_8)).getFirst();

        assertThat(delivery.id()).isEqualTo("event/bus-1");
        assertThat(delivery.group()).isEqualTo("a");
        assertThat(delivery.sentAt()).isEqualTo(Instant.parse("2026-11-21T07:59:00Z"));
        assertThat(delivery.body()).isEqualTo(body);
        assertThat(EventHeaders.in(body).id()).isEqualTo("order-1");
        assertThat(EventHeaders.in(body).type()).isEqualTo("OrderPlaced");
        assertThat(new CustomBusEvents(false).deliveries(event(List.of(SourceRecord.plain(1, "a")))))
                .extracting(Delivery::group)
                .containsOnlyNulls();
    }

    @Test
    void opaqueBytesAreThemselves() {
        String body = withMetadata("\"wyg=\"", 1, "a", "LIVE").replace("application/json", "application/octet-stream");

        Delivery delivery =
                source().deliveries(body.getBytes(StandardCharsets.UTF_8)).getFirst();

        assertThat(delivery.content()).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0x28});
    }

    @Override
    public Set<Integer> named(byte[] answer, List<SourceRecord> sent) {
        return Set.of();
    }

    @Override
    public String place(SourceRecord record) {
        return "event/bus-" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return true;
    }
}
