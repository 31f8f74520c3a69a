/** Tests of the Lambda API, through AWS's own client. */
@NullMarked
package dev.evenstep.local.lambda.api;

import org.jspecify.annotations.NullMarked;
