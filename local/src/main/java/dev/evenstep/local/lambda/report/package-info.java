/**
 * What functions say and what becomes of them: their log lines, and the events that a person watching should see. The
 * entry points are {@link dev.evenstep.local.lambda.report.FunctionLog} and
 * {@link dev.evenstep.local.lambda.report.FunctionEvents}. Depends on the JDK only.
 */
@NullMarked
package dev.evenstep.local.lambda.report;

import org.jspecify.annotations.NullMarked;
