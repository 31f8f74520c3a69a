package dev.evenstep.local.gateway;

import dev.evenstep.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The one endpoint: an HTTP server on 127.0.0.1 that stands in for all of AWS's endpoints. Signatures are not checked;
 * requests of more than 10 MB are refused.
 *
 * <p>Which service is meant is told by {@code X-Amz-Target}, else by the scope of the signature, else by the path of a
 * queue or of a service's REST API, else by {@code Action}. DynamoDB answers within this JVM, SQS is one hop away on a
 * connection that is kept.
 */
public final class Gateway implements AutoCloseable {

    /** LocalStack's own. */
    public static final int DEFAULT_PORT = 4566;

    private final LoopbackServer server;
    private @Nullable PassThrough sqs;

    private Gateway(LoopbackServer server) {
        this.server = server;
    }

    /**
     * Takes the port; requests wait until {@link #serve} is called.
     *
     * @param port 0: any that is free
     * @throws PortTakenException where it is taken
     */
    public static Gateway open(int port) {
        try {
            return new Gateway(LoopbackServer.bind(port));
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }

    public URI endpoint() {
        return server.address();
    }

    /** Begins to answer. To be called once. */
    public synchronized void serve(Routes routes) {
        var passThrough = new PassThrough(routes.sqs());
        sqs = passThrough;
        server.serve(new FrontDoor(routes, passThrough));
    }

    /** Ends within a second, long polls too. Idempotent. */
    @Override
    public synchronized void close() {
        try {
            server.close();
        } finally {
            if (sqs != null) {
                sqs.close();
            }
        }
    }
}
