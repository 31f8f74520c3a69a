/**
 * What this machine has accepted and not finished, and how far it has read: kept where a hard stop cannot lose it.
 * The entry point is {@link dev.evenstep.local.journal.Journal}. Depends on the engines' {@code storage}.
 */
@NullMarked
package dev.evenstep.local.journal;

import org.jspecify.annotations.NullMarked;
