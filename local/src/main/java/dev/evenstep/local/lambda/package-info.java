/**
 * Lambda: functions run from their packaged jars in JVMs of their own, driven by the real runtime interface client over
 * the public Runtime API. The entry point is {@link dev.evenstep.local.lambda.Invoker}.
 */
@NullMarked
package dev.evenstep.local.lambda;

import org.jspecify.annotations.NullMarked;
