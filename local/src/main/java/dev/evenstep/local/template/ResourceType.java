package dev.evenstep.local.template;

/** A type of resources: what its resources are called, and what becomes of them. What it does not ask for is left. */
interface ResourceType {

    /** Must ask for no more than the properties that make the name: other resources may still be nameless. */
    ResourceIdentity identify(Properties resource, ResourceNames names);

    /** Adds what this resource is. All resources are added before any is connected. */
    default void define(Properties resource, ResourceIdentity identity, StackBuilder builder) {}

    /** Adds what this resource connects, and checks what only shows between resources. */
    default void connect(Properties resource, ResourceIdentity identity, StackBuilder builder) {}

    /** Adds what yields to what others have set, once all are connected. */
    default void conclude(Properties resource, ResourceIdentity identity, StackBuilder builder) {}

    /** Reports what else is there to say of what this resource consists of, once all are concluded and checked. */
    default void finish(Properties resource) {}
}
