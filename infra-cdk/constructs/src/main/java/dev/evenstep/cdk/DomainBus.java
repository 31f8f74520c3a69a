package dev.evenstep.cdk;

import software.amazon.awscdk.services.events.CfnArchive;
import software.amazon.awscdk.services.events.EventBus;
import software.constructs.Construct;

/**
 * The bus of a domain's events, an archive that keeps them for 30 days, and one dead-letter queue for what its rules could not
 * deliver. Called {@code <stack>-events}, of which an archive's name leaves the stack's 41 characters. One in a stack.
 */
public final class DomainBus extends Construct {

    private static final int DAYS_ARCHIVED = 30;

    private final EventBus bus;
    private final DeadLetterQueue undelivered;
    private final Alarms alarms;

    public DomainBus(Construct scope, Alarms alarms) {
        super(scope, "Events");
        this.alarms = alarms;
        Names.demandShort(this, "events", 48, "an archive");
        bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(Names.inStack("events"))
                .build();
        var key = DeploymentEnvironment.keyFor(this);
        CfnArchive.Builder.create(this, "Archive")
                .archiveName(Names.inStack("events"))
                .description("Every event of the bus, for a replay.")
                .sourceArn(bus.getEventBusArn())
                .retentionDays(DAYS_ARCHIVED)
                .kmsKeyIdentifier(key == null ? null : key.getKeyArn())
                .build();
        undelivered = new DeadLetterQueue(this, "rules", alarms);
    }

    public EventBus bus() {
        return bus;
    }

    Alarms alarms() {
        return alarms;
    }

    public DeadLetterQueue undelivered() {
        return undelivered;
    }
}
