package dev.evenstep.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.protocol.AwsService;
import java.io.IOException;
import java.net.URI;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * The one endpoint: an HTTP server on 127.0.0.1 that stands in for all of AWS's endpoints. Signatures are not checked.
 * DynamoDB takes requests of up to 16 MB, as on AWS; for any other service, more than 10 MB are refused.
 *
 * <p>Which service is meant is told by {@code X-Amz-Target}, else by the scope of the signature, else by the path of a
 * queue or of a service's REST API, else by {@code Action}.
 */
public final class Gateway implements AutoCloseable {

    /** LocalStack's own. */
    public static final int DEFAULT_PORT = 4566;

    private final HttpEndpoint server;

    private Gateway(HttpEndpoint server) {
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
            return new Gateway(HttpEndpoint.bind(port));
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }

    public URI endpoint() {
        return server.address();
    }

    /**
     * Begins to answer. To be called once.
     *
     * @param services by name
     * @param state told by {@code /_evenstep/health} beside the services
     */
    public void serve(SortedMap<String, AwsService> services, Supplier<ObjectNode> state) {
        server.serve(RequestRouter.LARGEST, new RequestRouter(services, state));
    }

    /** Ends within a second, long polls too. Idempotent. */
    @Override
    public void close() {
        server.close();
    }
}
