package dev.evenstep.local.lambda;

/** Runs functions. */
public interface Invoker {

    /**
     * Runs a function and waits for its answer. Waits too while every instance that the function may have is busy.
     *
     * @param function its name or ARN, an alias or version behind it allowed
     * @throws dev.evenstep.local.protocol.AwsException {@code ResourceNotFoundException} where there is none
     */
    FunctionResult invoke(String function, String payload);

    /** Accepts an event for a function: kept in the journal before this returns, run later, retried as on Lambda. */
    void invokeAsynchronously(String function, String payload);
}
