/**
 * Publishes what the other functions committed. The entry point is
 * {@link dev.evenstep.shop.publishoutbox.PublishOutboxHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.publishoutbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
