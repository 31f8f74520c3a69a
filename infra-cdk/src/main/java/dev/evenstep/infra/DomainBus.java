package dev.evenstep.infra;

import software.amazon.awscdk.services.events.EventBus;
import software.constructs.Construct;

/**
 * The bus of a domain's events, and one dead-letter queue for what its rules could not deliver. Called
 * {@code <stack>-events}.
 */
public final class DomainBus extends Construct {

    private final EventBus bus;
    private final DeadLetterQueue undelivered;

    public DomainBus(Construct scope, Alarms alarms) {
        super(scope, "Events");
        bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(Names.inStack("events"))
                .build();
        undelivered = new DeadLetterQueue(this, "rules", alarms);
    }

    public EventBus bus() {
        return bus;
    }

    public DeadLetterQueue undelivered() {
        return undelivered;
    }
}
