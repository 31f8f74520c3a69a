package dev.evenstep.local;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.local.gateway.Gateway;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How AWS is run on this machine.
 *
 * @param port of the one endpoint; 0: any that is free
 * @param folder where everything is kept; null: in memory
 */
public record LocalOptions(int port, @Nullable Path folder, Account account, Clock clock) {

    private static final int HIGHEST_PORT = 65_535;

    public LocalOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("--port is %d: 0 (any that is free) to 65535 is needed".formatted(port));
        }
    }

    /** Port 4566, in memory, {@code us-east-1}, account {@code 000000000000}. */
    public static LocalOptions defaults() {
        return new LocalOptions(Gateway.DEFAULT_PORT, null, Account.local(), Clock.systemUTC());
    }

    public LocalOptions withPort(int other) {
        return new LocalOptions(other, folder, account, clock);
    }

    public LocalOptions withFolder(@Nullable Path other) {
        return new LocalOptions(port, other, account, clock);
    }

    public LocalOptions withAccount(Account other) {
        return new LocalOptions(port, folder, other, clock);
    }

    public LocalOptions withClock(Clock other) {
        return new LocalOptions(port, folder, account, other);
    }
}
