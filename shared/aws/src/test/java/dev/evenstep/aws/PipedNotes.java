package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A handler of whatever brings bytes. */
final class PipedNotes implements RequestStreamHandler {

    private final SourceFunction<byte[], byte[]> function;

    PipedNotes(SourceFunction<byte[], byte[]> function) {
        this.function = function;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(function.handle(event.readAllBytes(), context));
    }
}
