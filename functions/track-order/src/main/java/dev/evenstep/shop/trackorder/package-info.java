/**
 * Keeps one view per order of how far it is, in the order of its versions. The entry point is
 * {@link dev.evenstep.shop.trackorder.TrackOrderHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.trackorder;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
