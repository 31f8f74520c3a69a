package dev.evenstep.local.lambda.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Ends its process while it is being started. */
public class Quitter implements RequestHandler<String, String> {

    public Quitter() {
        System.out.println("about to leave");
        Runtime.getRuntime().halt(3);
    }

    @Override
    public String handleRequest(String event, Context context) {
        return event;
    }
}
