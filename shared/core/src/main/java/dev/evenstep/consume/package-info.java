/**
 * Consuming an event in one of three modes, each of which makes its effect happen once. Users start at
 * {@link dev.evenstep.consume.Consumer}; {@link dev.evenstep.consume.Consumption} runs it. Depends on schemas, effects,
 * the store and batches.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.consume;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
