/** Tests of running functions, with the real runtime interface client. */
@NullMarked
package dev.evenstep.local.lambda;

import org.jspecify.annotations.NullMarked;
