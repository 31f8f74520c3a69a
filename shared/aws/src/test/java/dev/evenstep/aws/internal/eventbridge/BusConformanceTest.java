package dev.evenstep.aws.internal.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.spi.Source;
import dev.evenstep.testkit.SourceConformance;
import dev.evenstep.testkit.SourceRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One event an invocation, which Lambda tries again as often as it fails. */
class BusConformanceTest extends SourceConformance<BusEvents.Invocation, Optional<String>> {

    @Override
    protected UnaryOperator<JsonNode> unwrap() {
        return EventBridgeEnvelope::unwrap;
    }

    @Override
    public Source<BusEvents.Invocation, Optional<String>> source() {
        return new BusEvents("conformance");
    }

    @Override
    public BusEvents.Invocation event(List<SourceRecord> records) {
        return invocation(records.getFirst(), "");
    }

    private static BusEvents.Invocation invocation(SourceRecord record, String more) {
        return new BusEvents.Invocation("request-" + record.number(), """
                {"version":"0","id":"bus-1","source":"test","detail-type":"Happened","time":"2026-11-21T08:00:00Z",%s
                 "detail":%s}""".formatted(more, record.body()));
    }

    @Override
    public Optional<BusEvents.Invocation> replayed(SourceRecord record) {
        return Optional.of(invocation(record, "\"replay-name\":\"after-the-outage\","));
    }

    @Override
    public Set<Integer> named(Optional<String> answer, List<SourceRecord> sent) {
        return Set.of();
    }

    @Override
    public String place(SourceRecord record) {
        return "request-" + record.number();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int most() {
        return 1;
    }
}
