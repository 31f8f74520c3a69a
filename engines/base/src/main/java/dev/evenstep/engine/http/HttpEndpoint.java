package dev.evenstep.engine.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on 127.0.0.1 only, with a virtual thread for each connection. A connection is kept until its client
 * closes it: on one machine, a client that is gone has closed it. None of its threads keeps the JVM alive.
 */
public final class HttpEndpoint implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 1024;
    private static final long GRACE_MILLIS = 500;

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpEndpoint(ServerSocket server) {
        this.server = server;
    }

    /**
     * Takes a port. Clients may connect from now on and wait until {@link #serve} is called.
     *
     * @param port 0: any that is free
     * @throws IOException where the port is taken
     */
    public static HttpEndpoint bind(int port) throws IOException {
        return new HttpEndpoint(new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK)));
    }

    public int port() {
        return server.getLocalPort();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /**
     * Begins to answer. To be called once.
     *
     * @param longestBody in bytes; longer ones are read, dropped and answered by {@link HttpHandler#tooLarge}
     */
    public void serve(int longestBody, HttpHandler handler) {
        threads.execute(() -> {
            try {
                while (true) {
                    accept(server.accept(), longestBody, handler);
                }
            } catch (IOException e) {
                close(); // only a closed socket accepts nothing
            }
        });
    }

    private void accept(Socket socket, int longestBody, HttpHandler handler) {
        open.add(socket);
        threads.execute(() -> {
            try (socket) {
                socket.setTcpNoDelay(true);
                new Connection(socket, longestBody, handler).run();
            } catch (IOException e) {
                // the client is gone, or we are closing: there is nobody to tell
            } finally {
                open.remove(socket);
            }
        });
    }

    /** Ends within a second, whatever is under way: handlers are interrupted, their clients find a closed connection. */
    @Override
    public void close() {
        close(server);
        open.forEach(HttpEndpoint::close);
        threads.shutdownNow();
        try {
            threads.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is as good as closed
        }
    }
}
