package dev.evenstep.aws.internal.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.Decision;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an input transformer has made of messages, with their ids left beside the envelope. */
class TransformedPipeConformanceTest extends PipeConformance {

    @Override
    public Source<byte[], byte[]> source() {
        return Pipes.sqs();
    }

    @Override
    String record(SourceRecord record) {
        return record.kind() == SourceRecord.Kind.UNDECODABLE
                ? "{\"messageId\":\"%s\"}".formatted(item(record))
                : record.body().replaceFirst("\\{", "{\"messageid\":\"" + item(record) + "\",");
    }

    @Override
    String item(SourceRecord record) {
        return "m-" + record.number();
    }

    @Override
    public String place(SourceRecord record) {
        return item(record);
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Test
    void aRecordWithoutItsIdFailsTheInvocation() {
        byte[] event = bytes("[\"a text\", {\"n\":1.50}, \"a text\", {\"messageId\":\"m-4\"}]");
        List<Delivery> deliveries = source().deliveries(event);

        assertThat(deliveries)
                .extracting(Delivery::body)
                .containsExactly("a text", "{\"n\":1.50}", "a text", "{\"messageId\":\"m-4\"}");
        assertThat(deliveries).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(source().answer(event, outcomes(deliveries, 3)))
                .asString()
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-4\"}]}");
        assertThatThrownBy(() -> source().answer(event, outcomes(deliveries, 1)))
                .hasMessageContaining("1 of 4 records did not settle");
    }

    @Test
    void whatIsNoArrayIsOneRecord() {
        assertThat(source().deliveries(bytes("no json"))).singleElement().satisfies(delivery -> {
            assertThat(delivery.body()).isEqualTo("no json");
            assertThat(delivery.id()).startsWith("piped/");
        });
        assertThat(source().deliveries(bytes("{\"messageId\":\"m-1\"}")))
                .extracting(Delivery::id)
                .containsExactly("m-1");
    }

    private static List<Outcome> outcomes(List<Delivery> deliveries, int failing) {
        return deliveries.stream()
                .map(delivery -> new Outcome(
                        delivery,
                        deliveries.indexOf(delivery) == failing
                                ? Decision.Transient.ofRecord("down")
                                : new Decision.Applied()))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
