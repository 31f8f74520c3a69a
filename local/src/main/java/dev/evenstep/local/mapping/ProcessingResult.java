package dev.evenstep.local.mapping;

import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.lambda.report.FunctionEvents;
import dev.evenstep.local.stack.MappingSpec;

/** How a mapping's last work went: {@code LastProcessingResult} of the Lambda API. */
final class ProcessingResult {

    private final MappingSpec spec;
    private final FunctionEvents events;
    private final MappingOptions options;
    private volatile String text = "No records processed";
    private volatile boolean reached;
    private int failures;

    ProcessingResult(MappingSpec spec, FunctionEvents events, MappingOptions options) {
        this.spec = spec;
        this.events = events;
        this.options = options;
    }

    String text() {
        return text;
    }

    void processed(FunctionResult answer, int failedRecords) {
        if (answer.failed()) {
            text = "PROBLEM: Function call failed";
        } else if (failedRecords > 0) {
            text = "PROBLEM: Function reported " + failedRecords + " failed records";
        } else {
            text = "OK";
        }
    }

    /** Whether the source has been reached since the mapping was started. */
    boolean isReached() {
        return reached;
    }

    /** Work was given up: because we are closing, where that is an interruption; else for a reason to be told. */
    void refused(Exception failure) {
        text = "PROBLEM: " + failure.getMessage();
        if (!(failure instanceof InterruptedException || Thread.currentThread().isInterrupted())) {
            events.happened(new FunctionEvent.SourceUnreadable(spec.function(), spec.sourceArn(), failure.toString()));
        }
    }

    synchronized void readable() {
        reached = true;
        failures = 0;
    }

    /** Tells of it once, and waits before the source is tried again: the longer, the more often it failed. */
    void unreadable(UnreadableException failure) throws InterruptedException {
        text = "PROBLEM: " + failure.getMessage();
        int before = countFailure();
        if (before == 0) {
            events.happened(new FunctionEvent.SourceUnreadable(
                    spec.function(), spec.sourceArn(), String.valueOf(failure.getMessage())));
        }
        Thread.sleep(options.retryPause(before));
    }

    private synchronized int countFailure() {
        return failures++;
    }
}
