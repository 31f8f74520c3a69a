package dev.evenstep.local.template;

/** A type of resources: what of it the local run honours, what its resources are called, what becomes of them. */
interface Kind {

    PropertyTable properties();

    /** Must look at no more than the properties that make the name. */
    Identity identify(Glance glance);

    /** Adds what this resource is. All resources are added before any is connected. */
    default void define(Properties properties, Identity identity, Draft draft) {}

    /** Adds what this resource connects, and checks what only shows between resources. */
    default void connect(Properties properties, Identity identity, Draft draft) {}

    /** Adds what yields to what others have set, once all are connected. */
    default void conclude(Properties properties, Identity identity, Draft draft) {}
}
