package dev.evenstep.local.mapping;

import dev.evenstep.local.lambda.FunctionResult;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.MappingSpec;

/** How a mapping's last work went: {@code LastProcessingResult} of the Lambda API. */
final class ProcessingResult {

    private final MappingSpec spec;
    private final Sources sources;
    private final MappingOptions options;
    private final WakeSignal bell;
    private volatile String text = "No records processed";
    private volatile boolean reached;
    private int failures;

    ProcessingResult(MappingSpec spec, Sources sources, MappingOptions options, WakeSignal bell) {
        this.spec = spec;
        this.sources = sources;
        this.options = options;
        this.bell = bell;
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
            tell(failure.toString());
        }
    }

    synchronized void readable() {
        reached = true;
        failures = 0;
    }

    /** Tells of it once, and waits before the source is tried again: the longer, the more often it failed. */
    void unreadable(RuntimeException failure) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted during a call");
        }
        text = "PROBLEM: " + failure.getMessage();
        int before = countFailure();
        if (before == 0) {
            tell(String.valueOf(failure.getMessage()));
        }
        bell.pause(options.retryPause(before));
    }

    private synchronized int countFailure() {
        return failures++;
    }

    private void tell(String why) {
        sources.events().happened(new FunctionEvent.SourceUnreadable(spec.function(), spec.source(), why));
    }
}
