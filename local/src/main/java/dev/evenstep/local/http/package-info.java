/**
 * HTTP servers of this machine. The entry point is {@link dev.evenstep.local.http.LoopbackServer}. Depends on Jetty,
 * which DynamoDB Local brings along.
 */
@NullMarked
package dev.evenstep.local.http;

import org.jspecify.annotations.NullMarked;
