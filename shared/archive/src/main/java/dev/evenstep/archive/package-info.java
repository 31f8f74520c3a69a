/**
 * The archive of everything on a bus, in a DynamoDB table: {@link dev.evenstep.archive.ArchiveFunction} writes it, and
 * {@link dev.evenstep.archive.Archive} reads it. Depends on the AWS adapters and the core.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
