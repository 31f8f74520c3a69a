/**
 * How the archive writes and reads its table, and sends on what it has. The entry points are {@link
 * dev.evenstep.archive.internal.ArchiveHandler}, {@link dev.evenstep.archive.internal.ArchiveReader} and {@link
 * dev.evenstep.archive.internal.Replay}.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.archive.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
