package dev.evenstep.local.template;

import dev.evenstep.local.stack.BusSpec;
import java.util.Map;

/** {@code AWS::Events::EventBus}. */
final class BusKind implements Kind {

    private static final PropertyTable PROPERTIES = PropertyTable.empty()
            .honours("Name")
            .leaves("there are no partners' events locally", "EventSourceName")
            .leaves("what a local bus cannot deliver goes to the rule's own dead-letter queue", "DeadLetterConfig")
            .leaves(Why.PERMISSIONS, "Policy")
            .leaves(Why.OBSERVED, "LogConfig")
            .leaves(Why.ENCRYPTION, "KmsKeyIdentifier")
            .leaves(Why.DESCRIPTION, "Description")
            .leaves(Why.TAGS, "Tags");

    @Override
    public PropertyTable properties() {
        return PROPERTIES;
    }

    @Override
    public Identity identify(Glance glance) {
        var name = glance.name("Name", 256);
        return Identity.of(name, name, Map.of("Name", name, "Arn", glance.arns().bus(name)));
    }

    @Override
    public void define(Properties bus, Identity identity, Draft draft) {
        var name = bus.demand("Name");
        if (!name.matches("[/.A-Za-z0-9_-]{1,256}") || name.equals("default")) {
            bus.problem("Name", "is '" + name + "'; must be up to 256 letters, digits and /._- and not default");
        } else {
            draft.add(
                    new BusSpec(
                            bus.declaration().id(), name, identity.attributes().getOrDefault("Arn", "")),
                    bus);
        }
    }
}
