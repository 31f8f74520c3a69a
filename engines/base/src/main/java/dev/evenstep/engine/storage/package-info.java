/**
 * Where an engine keeps what it holds: ordered maps, in memory or in one file. Enter at
 * {@link dev.evenstep.engine.storage.Storage}. Depends on H2's MVStore, Jackson and
 * {@code protocol}.
 */
@NullMarked
package dev.evenstep.engine.storage;

import org.jspecify.annotations.NullMarked;
