/**
 * What a program says of the events it takes: a consumer in one of four modes, each of which makes its effect happen once,
 * and in its turn where it keeps an order. Start at {@link dev.evenstep.consume.Consumer}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.consume;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
