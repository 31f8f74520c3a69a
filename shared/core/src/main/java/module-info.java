/** Consuming events once, in order, at their current version: the API, its extension points, and what runs it, which is internal. */
module dev.evenstep.core {
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires java.net.http;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports dev.evenstep.consume;
    exports dev.evenstep.decision;
    exports dev.evenstep.effect;
    exports dev.evenstep.event;
    exports dev.evenstep.mapping;
    exports dev.evenstep.order;
    exports dev.evenstep.schema;
    exports dev.evenstep.spi;
    exports dev.evenstep.internal.batch to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.breaker to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.consume to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.deadletter to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.effect to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.encryption to
            dev.evenstep.aws,
            dev.evenstep.eventstore,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.event to
            dev.evenstep.aws,
            dev.evenstep.eventstore,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.order to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.outbox to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.retry to
            dev.evenstep.aws,
            dev.evenstep.eventstore,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.schema to
            dev.evenstep.aws,
            dev.evenstep.eventstore,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.source to
            dev.evenstep.aws,
            dev.evenstep.testkit;
    exports dev.evenstep.internal.store to
            dev.evenstep.aws,
            dev.evenstep.redis,
            dev.evenstep.testkit;
}
