package dev.evenstep.internal.consume;

import java.util.concurrent.Callable;

/** Calling what users wrote. */
final class UncheckedCall {

    private UncheckedCall() {}

    /** Passes on what the call throws; a checked exception comes wrapped, as a failure of the call. */
    static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new HandlerFailedException(failure);
        }
    }

    /** What the handler itself threw, so that its own frames come first. */
    static Throwable thrownByHandler(Throwable failure) {
        return failure instanceof HandlerFailedException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A checked exception that a handler threw. */
    static final class HandlerFailedException extends RuntimeException {

        HandlerFailedException(Exception cause) {
            super(cause.toString(), cause);
        }
    }
}
