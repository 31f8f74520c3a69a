package com.example.meters.publishing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.evenstep.aws.OutboxRelay;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Invoked each minute: publishes what the relay left. */
public final class SweeperHandler implements RequestStreamHandler {

    private final Consumer<Context> sweeper = OutboxRelay.from(System.getenv()).sweeper("meters-sweeper");

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        sweeper.accept(context);
    }
}
