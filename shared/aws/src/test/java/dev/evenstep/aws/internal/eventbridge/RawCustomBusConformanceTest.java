package dev.evenstep.aws.internal.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An unordered subscriber of the custom event bus, without metadata: nobody says what is replayed, and names are by content. */
class RawCustomBusConformanceTest extends SourceConformance<byte[], byte[]> {

    @Override
    public Source<byte[], byte[]> source() {
        return new CustomBusEvents(false);
    }

    @Override
    public byte[] event(List<SourceRecord> records) {
        return bytes(
                records.stream().map(RawCustomBusConformanceTest::body).collect(Collectors.joining(",", "[", "]")));
    }

    private static String body(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE ? "\"" + record.number() + "\"" : record.body();
    }

    @Test
    void aFifoSubscribersBatchHasOneOrderWhereNobodySaysWhichGroup() {
        assertThat(new CustomBusEvents(true)
                        .deliveries(event(List.of(SourceRecord.plain(1, "a"), SourceRecord.plain(2, "b")))))
                .extracting(Delivery::group)
                .containsExactly("events", "events");
    }

    @Test
    void anEventThatComesAloneIsOneRecord() {
        assertThat(source().deliveries(bytes("{\"detail\":{}}")))
                .extracting(Delivery::body)
                .containsExactly("{\"detail\":{}}");
        assertThat(source().deliveries(bytes("no json"))).hasSize(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Set<Integer> named(byte[] answer, List<SourceRecord> sent) {
        return Set.of();
    }

    @Override
    public String place(SourceRecord record) {
        return "event/";
    }

    @Override
    public boolean isOrdered() {
        return false;
    }
}
