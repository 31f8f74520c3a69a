package dev.evenstep.local.delivery;

/** Takes events for functions. */
@FunctionalInterface
public interface FunctionInbox {

    /**
     * When this returns, the event is kept and will be run.
     *
     * @throws dev.evenstep.engine.protocol.AwsException where there is no such function or it refuses
     */
    void accept(String functionArn, String event);
}
