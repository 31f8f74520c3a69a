/** The same jobs in Flink. The entry point is {@link dev.evenstep.examples.handover.flink.OrderJob}. */
@NullMarked
package dev.evenstep.examples.handover.flink;

import org.jspecify.annotations.NullMarked;
