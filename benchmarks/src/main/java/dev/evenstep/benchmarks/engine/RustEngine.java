package dev.evenstep.benchmarks.engine;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** {@code dynoxide}, a DynamoDB in Rust, as a process of its own, in memory. */
record RustEngine(Process process, URI endpoint) implements AutoCloseable {

    /** @param binary made by {@code cargo install dynoxide-rs} */
    static RustEngine start(String binary) throws IOException {
        int port = freePort();
        var process = new ProcessBuilder(binary, "serve", "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw new IOException(binary + " ended with " + process.exitValue());
            }
            Thread.onSpinWait();
        }
        return new RustEngine(process, URI.create("http://127.0.0.1:" + port));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
