package dev.evenstep.local.lambda.instance;

/** How an invocation ended on one instance. */
public sealed interface Outcome {

    /** The function answered. */
    record Answered(String payload) implements Outcome {}

    /** The function failed, crashed or ran out of time; the payload is Lambda's error JSON. */
    record Failed(String payload) implements Outcome {}

    /** The instance ended before the function saw anything: another instance may try. */
    record NotStarted() implements Outcome {}
}
