/**
 * Plays the shop from outside, through AWS's APIs only, so that it runs against any endpoint that speaks them. The entry
 * point is {@link dev.evenstep.demo.Demo}. Depends on the packages below, the core, the AWS adapters and AWS clients.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.demo;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
