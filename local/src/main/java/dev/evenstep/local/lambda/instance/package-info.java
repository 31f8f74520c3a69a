/**
 * One instance of a function: a JVM of its own, driven over the Runtime API by the real runtime interface client. The
 * entry point is {@link dev.evenstep.local.lambda.instance.Instances}. Depends on {@code stack} and {@code report}.
 */
@NullMarked
package dev.evenstep.local.lambda.instance;

import org.jspecify.annotations.NullMarked;
