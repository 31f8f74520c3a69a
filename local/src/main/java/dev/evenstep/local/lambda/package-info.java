/**
 * Lambda: functions run from their packaged jars in JVMs of their own, driven by the real runtime interface client over
 * the public Runtime API. The entry points are {@link dev.evenstep.local.lambda.Invoker} for whoever calls functions and
 * {@link dev.evenstep.local.lambda.FunctionRunner} for whoever starts them. Depends on {@code lambda.instance},
 * {@code journal}, {@code delivery} and {@code stack}.
 */
@NullMarked
package dev.evenstep.local.lambda;

import org.jspecify.annotations.NullMarked;
