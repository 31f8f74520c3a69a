package dev.evenstep.local.gateway;

import java.io.IOException;

/** The endpoint's port is not to be had. The message names the port and the option that sets another. */
public final class PortTakenException extends RuntimeException {

    private final int port;

    PortTakenException(int port, IOException cause) {
        super(
                "Port %d of 127.0.0.1 is taken (%s). Stop what uses it, or name another one with --port."
                        .formatted(port, cause.getMessage()),
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
