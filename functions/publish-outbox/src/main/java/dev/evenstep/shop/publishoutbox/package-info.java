/**
 * Publishes what the other functions committed. The entry points are
 * {@link dev.evenstep.shop.publishoutbox.PublishOutboxHandler} and {@link dev.evenstep.shop.publishoutbox.SweepOutboxHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.publishoutbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
