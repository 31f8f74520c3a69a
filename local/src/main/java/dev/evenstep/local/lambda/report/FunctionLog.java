package dev.evenstep.local.lambda.report;

import java.time.Instant;

/**
 * Where functions' output goes, line by line and in order for one stream: what the function prints, and Lambda's own
 * {@code START}, {@code END} and {@code REPORT} lines. Called from several threads, one per stream; must be quick.
 */
@FunctionalInterface
public interface FunctionLog {

    /**
     * @param logStream one instance's stream, named as Lambda names it
     * @param line without its line end, at most 256 KiB; longer ones come in pieces
     */
    void line(String function, String logStream, Instant time, String line);
}
