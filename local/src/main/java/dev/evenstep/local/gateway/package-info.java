/**
 * The one endpoint of this machine: it tells by a request's head which service is meant, and answers errors in the shape
 * of the caller's protocol. The entry point is {@link dev.evenstep.local.gateway.Gateway}. Depends on {@code protocol}
 * and {@code http}.
 */
@NullMarked
package dev.evenstep.local.gateway;

import org.jspecify.annotations.NullMarked;
