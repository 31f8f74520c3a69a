package dev.evenstep.local.lambda.instance;

/** How an invocation ended on one instance. */
public sealed interface InvocationOutcome {

    /** The function answered. */
    record Answered(String payload) implements InvocationOutcome {}

    /** The function failed, crashed or ran out of time; the payload is Lambda's error JSON. */
    record FunctionFailed(String payload) implements InvocationOutcome {}

    /** The instance ended before the function saw anything: another instance may try. */
    record NotStarted() implements InvocationOutcome {}
}
