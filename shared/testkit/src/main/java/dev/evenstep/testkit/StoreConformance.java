package dev.evenstep.testkit;

import dev.evenstep.event.Envelope;
import dev.evenstep.internal.store.OutboxLog;
import dev.evenstep.internal.store.Store;
import java.util.List;
import java.util.UUID;

/**
 * The whole contract of a {@link Store}, as tests: extend it with a fixture and every method runs against that store.
 * Nothing is optional: where an emulator of DynamoDB is known to differ from AWS, it declares so by overriding a method,
 * and the difference is asserted. The store must know a table {@code things} with the key attribute {@code id}, tables for
 * records, for parked events and for the outbox; every test uses keys of its own.
 */
public abstract class StoreConformance
        implements EntityVersionsConformance,
                CommitsConformance,
                OutboxConformance,
                MarksConformance,
                LeasesConformance,
                OrderedAnswersConformance,
                AttemptsConformance,
                PositionsConformance,
                ParkingConformance,
                ItemsConformance,
                ValuesConformance,
                RefusalsConformance {

    private final String run = UUID.randomUUID().toString();

    @Override
    public abstract Store store();

    @Override
    public abstract List<Envelope> outboxOf(String entity);

    @Override
    public abstract OutboxLog log();

    @Override
    public final String run() {
        return run;
    }
}
