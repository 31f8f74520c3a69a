package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * A consumer that a rule invokes directly, one event at a time. What does not settle is handed to a queue behind which the
 * same consumer runs, and tried there by the retry policy; without a queue it is thrown, so that Lambda's asynchronous
 * invocation tries again, twice, and in the end hands it to the function's failure destination. Made by {@link
 * Evenstep#eventBridge}; safe for concurrent use.
 */
public interface EventBridgeFunction {

    /**
     * @throws IOException when the event cannot be read
     * @throws RuntimeException when the event must be tried again
     */
    void handle(InputStream event, Context context) throws IOException;
}
