/**
 * SQS on this machine: ElasticMQ in this JVM, and what it needs to keep queues and messages over a hard stop. The entry
 * point is {@link dev.evenstep.local.sqs.EmbeddedSqs}. What is known of its differences from SQS is recorded in the
 * tests of this package. Depends on {@code stack}, {@code protocol} and {@code disk}.
 */
@NullMarked
package dev.evenstep.local.sqs;

import org.jspecify.annotations.NullMarked;
