/**
 * CloudWatch Logs on this machine: what functions print, in bounded memory, to be read as on AWS. Entry points:
 * {@link dev.evenstep.local.logs.LogStore} to write and {@link dev.evenstep.local.logs.LogsService} to read. Depends on
 * {@code protocol}.
 */
@NullMarked
package dev.evenstep.local.logs;

import org.jspecify.annotations.NullMarked;
