package dev.evenstep.local.lambda.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Cannot be constructed. */
public class Broken implements RequestHandler<String, String> {

    public Broken() {
        throw new IllegalStateException("no table name given");
    }

    @Override
    public String handleRequest(String event, Context context) {
        return event;
    }
}
