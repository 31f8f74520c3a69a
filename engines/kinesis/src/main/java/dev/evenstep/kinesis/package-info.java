/** Kinesis Data Streams in this JVM: start it with {@link dev.evenstep.kinesis.Kinesis}. Depends on the engines' base only. */
@NullMarked
package dev.evenstep.kinesis;

import org.jspecify.annotations.NullMarked;
