/**
 * Constructs for the CDK: consumers of queues, rules and streams, an outbox, tables, a bus, alarms and a dashboard, each as
 * production needs it. Begin with {@link dev.evenstep.cdk.Alarms}, then a {@link dev.evenstep.cdk.QueueConsumer}. Depends on the
 * CDK only: handlers are referred to by name, their code by jar.
 */
@NullMarked
package dev.evenstep.cdk;

import org.jspecify.annotations.NullMarked;
