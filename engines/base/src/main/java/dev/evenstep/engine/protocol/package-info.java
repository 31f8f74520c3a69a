/**
 * The shapes of AWS's HTTP protocols: a request as it reached the endpoint, the answer, the error. A service of this
 * machine implements {@link dev.evenstep.engine.protocol.AwsService}. Depends on the JDK and Jackson only.
 */
@NullMarked
package dev.evenstep.engine.protocol;

import org.jspecify.annotations.NullMarked;
