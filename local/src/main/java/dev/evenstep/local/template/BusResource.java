package dev.evenstep.local.template;

import dev.evenstep.local.stack.BusSpec;
import java.util.Map;

/** {@code AWS::Events::EventBus}. */
final class BusResource implements ResourceType {

    @Override
    public Identity identify(Properties bus, Naming naming) {
        var name = naming.name(bus, "Name", 256);
        return Identity.of(name, name, Map.of("Name", name, "Arn", naming.arn("events", "event-bus/" + name)));
    }

    @Override
    public void define(Properties bus, Identity identity, Draft draft) {
        var name = bus.demand("Name");
        if (!name.matches("[/.A-Za-z0-9_-]{1,256}") || name.equals("default")) {
            bus.problem("Name", "is '" + name + "'; must be up to 256 letters, digits and /._- and not default");
        }
        draft.buses.add(name, name, new BusSpec(bus.declaration().id(), name, identity.arn()), bus);
    }
}
