package dev.evenstep.dynamodb;

import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Serves an engine until it is stopped, to try it by hand: a port, and a file to keep the data in if wanted. */
final class ServeForHand {

    private static final int LONGEST_BODY = 17 * 1024 * 1024;

    private ServeForHand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var storage = arguments.length > 1 ? Storage.file(Path.of(arguments[1])) : Storage.memory();
        try (var engine = DynamoDb.start(DynamoDbOptions.defaults().withStorage(storage));
                var http = HttpEndpoint.bind(Integer.parseInt(arguments[0]))) {
            http.serve(LONGEST_BODY, engine.service()::handle);
            System.out.println("DynamoDB at " + http.address());
            new CountDownLatch(1).await();
        }
    }
}
