package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;

/** A sweep of the outbox each time that a schedule says so. Made by {@link OutboxRelay#sweeping}. */
public interface SweepFunction {

    /** Publishes what the relay left, as far as the invocation's time allows. */
    void handle(Context context);
}
