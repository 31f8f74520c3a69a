/**
 * What became of everything that was sent, read from the tables, the queues and the gateway, and the invariants that
 * must hold of it. The entry point is {@link dev.evenstep.demo.ledger.Ledger}. Depends on the load, the gateway's client
 * and AWS clients.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.demo.ledger;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
