/** What is wrong with effects, for those who judge failures. Depends on nothing of ours. */
@CheckReturnValue
@NullMarked
package dev.evenstep.internal.effect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
