/**
 * Archived events in the formats of others: {@link dev.evenstep.cli.archive.JsonLines} and {@link
 * dev.evenstep.cli.archive.ParquetEvents}. Depends on the archive and on Apache Parquet.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
