package dev.evenstep.event;

/**
 * An entity at one of its versions. Versions count from 1 without holes; their order is the order in which the entity
 * changed.
 *
 * @param id CloudEvents' {@code subject}
 * @param version 1 to 2,147,483,647: CloudEvents' Integer, which the extension {@code entityversion} is
 */
public record Entity(String id, int version) {

    public Entity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("subject is blank: name the entity that the event is about");
        }
        if (version < 1) {
            throw new IllegalArgumentException("entityversion is " + version + ": versions count from 1");
        }
    }

    public static Entity of(String id, int version) {
        return new Entity(id, version);
    }
}
