/**
 * The wiring of a function: from its environment to a consumer that runs. The entry point is
 * {@link dev.evenstep.aws.Evenstep}. Depends on the adapters below and the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.aws;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
