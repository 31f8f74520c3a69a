/** Tests of the Lambda API, through AWS's own client. */
@NullMarked
package dev.evenstep.local.lambdaapi;

import org.jspecify.annotations.NullMarked;
