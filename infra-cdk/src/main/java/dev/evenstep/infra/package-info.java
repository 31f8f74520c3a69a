/**
 * The shop as a CDK app, and the constructs that it is made of: consumers of queues, streams and rules, each with its
 * dead-letter queue and its alarms. The entry points are {@link dev.evenstep.infra.ShopApp} to synthesise and {@link
 * dev.evenstep.infra.QueueConsumer} to build upon. Depends on the CDK only: handlers are referred to by name, their code
 * by jar.
 */
@NullMarked
package dev.evenstep.infra;

import org.jspecify.annotations.NullMarked;
