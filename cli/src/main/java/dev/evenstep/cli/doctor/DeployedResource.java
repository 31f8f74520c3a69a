package dev.evenstep.cli.doctor;

import dev.evenstep.checklist.Resource;
import java.util.Map;

/**
 * A resource as CloudFormation lists it.
 *
 * @param id the physical one
 * @param written what the stack's template says of it that no service knows
 */
record DeployedResource(Place place, String logicalId, String type, String id, TemplateEntry written) {

    /** The last part of a queue's URL, of an alias's ARN, of {@code bus|rule}. */
    String name() {
        return id.substring(Math.max(id.lastIndexOf('|'), id.lastIndexOf('/')) + 1);
    }

    String kind() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    Resource read(String name, String arn, Map<String, Object> properties) {
        return new Resource(type, name, id, arn, properties, written.accepted());
    }

    /** What belongs to it, though it is another resource in a template. */
    Resource part(String type, Map<String, Object> properties) {
        return new Resource(type, name(), "", "", properties, Map.of());
    }
}
