/**
 * What is kept on disk survives a hard stop of the process. The entry point is
 * {@link dev.evenstep.local.disk.Database}, one H2 file. Depends on the JDK and H2.
 */
@NullMarked
package dev.evenstep.local.disk;

import org.jspecify.annotations.NullMarked;
