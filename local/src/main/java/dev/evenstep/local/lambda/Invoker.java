package dev.evenstep.local.lambda;

/** Runs functions. */
public interface Invoker {

    /**
     * Runs a function and waits for its answer. Waits too while every instance that the function may have is busy.
     *
     * @param function its name or ARN, an alias or version behind it allowed
     * @throws dev.evenstep.engine.protocol.AwsException {@code ResourceNotFoundException} where there is none
     */
    FunctionResult invoke(String function, String payload);

    /** Accepts an event for a function: kept in the journal before this returns, run later, retried as on Lambda. */
    void invokeAsynchronously(String function, String payload);

    /**
     * Waits until the function could take one more invocation at once. Who fetches work for it waits here first: work
     * that is fetched and then waits for an instance loses its visibility time.
     */
    default void awaitRoom(String function) throws InterruptedException {}

    /** Takes an instance for one invocation; waits in line for it, first come, first served. */
    default TakenInstance claim(String function) throws InterruptedException {
        return new TakenInstance() {
            @Override
            public FunctionResult invoke(String payload) {
                return Invoker.this.invoke(function, payload);
            }

            @Override
            public void close() {}
        };
    }

    /** An instance of a function that is taken for one caller until it is closed. */
    interface TakenInstance extends AutoCloseable {

        FunctionResult invoke(String payload);

        @Override
        void close();
    }
}
