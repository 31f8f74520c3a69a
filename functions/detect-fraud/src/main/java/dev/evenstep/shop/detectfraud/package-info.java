/**
 * Raises an alarm at three declined payments of one customer within a minute. The entry point is
 * {@link dev.evenstep.shop.detectfraud.DetectFraudHandler}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.shop.detectfraud;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
