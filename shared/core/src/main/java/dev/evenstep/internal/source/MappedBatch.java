package dev.evenstep.internal.source;

import dev.evenstep.decision.Decision;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.internal.batch.BatchProcessor;
import dev.evenstep.internal.batch.Deadline;
import dev.evenstep.spi.Delivery;
import dev.evenstep.spi.Outcome;
import dev.evenstep.spi.RecordMapping;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs what a mapping makes of a batch, so that whatever is handed on, parked or dead-lettered behind it is an envelope. */
public final class MappedBatch implements BatchProcessor {

    private final BatchProcessor behind;
    private final RecordMapping mapping;

    public MappedBatch(BatchProcessor behind, RecordMapping mapping) {
        this.behind = behind;
        this.mapping = mapping;
    }

    @Override
    public List<Outcome> run(List<Delivery> batch, Deadline deadline) {
        List<@Nullable Delivery> mapped = new ArrayList<>(batch.size());
        List<Delivery> events = new ArrayList<>(batch.size());
        for (Delivery record : batch) {
            Delivery event = mapped(record);
            mapped.add(event);
            if (event != null) {
                events.add(event);
            }
        }
        Iterator<Outcome> outcomes = events.isEmpty()
                ? List.<Outcome>of().iterator()
                : behind.run(events, deadline).iterator();
        List<Outcome> all = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            all.add(mapped.get(i) == null ? new Outcome(batch.get(i), new Decision.Ignored()) : outcomes.next());
        }
        return all;
    }

    /** What cannot be mapped goes on as it came, with the reason for which it is refused. */
    private @Nullable Delivery mapped(Delivery record) {
        try {
            Delivery event = mapping.map(record);
            if (event != null && !event.id().equals(record.id())) {
                throw new PermanentFailure(
                        Reason.MALFORMED,
                        "The mapping made \"%s\" of the record \"%s\", which its source then would not know: let it keep the id"
                                .formatted(event.id(), record.id()));
            }
            return event;
        } catch (PermanentFailure refused) {
            return record.refused(refused.reason(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException failed) {
            return record.refused(Reason.MALFORMED, "The mapping failed: " + failed);
        }
    }
}
