package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A consumer that a rule invokes directly, one event at a time. What does not settle is handed to a queue behind which the
 * same consumer runs, and tried there by the retry policy; without a queue it is thrown, so that Lambda's asynchronous
 * invocation tries again, twice, and in the end hands it to the function's failure destination. Made by {@link
 * Evenstep#eventBridge}; safe for concurrent use.
 */
public interface EventBridgeFunction {

    /**
     * As Lambda's {@code RequestStreamHandler} has it.
     *
     * @param answer what the event's effect answers, as JSON, for a caller who invokes the function and waits; the same when
     *     the event comes again. Nothing is written where it answers nothing
     * @throws IOException when the event cannot be read, or the answer not be written
     * @throws RuntimeException when the event must be tried again
     */
    void handle(InputStream event, OutputStream answer, Context context) throws IOException;
}
