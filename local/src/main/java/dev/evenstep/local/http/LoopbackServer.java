package dev.evenstep.local.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP/1.1 server on 127.0.0.1 only, whose handlers run on virtual threads. It keeps connections for two minutes,
 * longer than any long poll. None of its threads keeps the JVM alive.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final int HEADER_BYTES = 32 * 1024;

    private final Server server;
    private final ServerConnector connector;

    private LoopbackServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Takes a port. Clients may connect from now on and wait until {@link #serve} is called.
     *
     * @param port 0: any that is free
     * @throws IOException where the port is taken
     */
    public static LoopbackServer bind(int port) throws IOException {
        var threads = new QueuedThreadPool(16, 2);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        threads.setDaemon(true);
        var server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setUriCompliance(UriCompliance.UNSAFE); // paths carry ARNs, with any character escaped
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setReuseAddress(true);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.open();
        server.addConnector(connector);
        return new LoopbackServer(server, connector);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Begins to answer. To be called once. */
    public void serve(Handler handler) {
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("%s did not start: %s".formatted(address(), e.getMessage()), e);
        }
    }

    /** Ends within a second, whatever is under way. Idempotent. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("%s did not stop: %s".formatted(server.getURI(), e.getMessage()), e);
        } finally {
            connector.close();
        }
    }
}
