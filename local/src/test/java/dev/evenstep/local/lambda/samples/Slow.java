package dev.evenstep.local.lambda.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.concurrent.CountDownLatch;

/** Never gets ready. */
public class Slow implements RequestHandler<String, String> {

    public Slow() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public String handleRequest(String event, Context context) {
        return event;
    }
}
