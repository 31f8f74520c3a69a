/** An account ledger: debits and credits, a balance as of any time, and who booked what. */
@NullMarked
package dev.evenstep.examples.ledger;

import org.jspecify.annotations.NullMarked;
