package dev.evenstep.local.template;

import dev.evenstep.local.stack.BusSpec;
import java.util.Map;

/** {@code AWS::Events::EventBus}. */
final class BusResource implements ResourceType {

    @Override
    public ResourceIdentity identify(Properties bus, ResourceNames names) {
        var name = names.name(bus, "Name", 256);
        return ResourceIdentity.of(name, name, Map.of("Name", name, "Arn", names.arn("events", "event-bus/" + name)));
    }

    @Override
    public void define(Properties bus, ResourceIdentity identity, StackBuilder builder) {
        var name = bus.demand("Name");
        if (!name.matches("[/.A-Za-z0-9_-]{1,256}") || name.equals("default")) {
            bus.problem("Name", "is '" + name + "'; must be up to 256 letters, digits and /._- and not default");
        }
        builder.buses.add(name, name, new BusSpec(bus.declaration().path(), name, identity.arn()), bus);
    }
}
