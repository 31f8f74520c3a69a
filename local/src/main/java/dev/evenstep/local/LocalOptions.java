package dev.evenstep.local;

import dev.evenstep.engine.faults.Faults;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.gateway.Gateway;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How AWS is run on this machine.
 *
 * @param port of the one endpoint; 0: any that is free
 * @param folder where everything is kept; null: in memory
 * @param time by which everything runs, closed with it; null: the machine's own
 * @param faults what AWS may do and a quiet machine does not; rules can be added while everything runs
 */
public record LocalOptions(
        int port,
        @Nullable Path folder,
        Account account,
        @Nullable TimeSource time,
        Faults faults) {

    private static final int HIGHEST_PORT = 65_535;

    public LocalOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("--port is %d: 0 (any that is free) to 65535 is needed".formatted(port));
        }
    }

    /** Port 4566, in memory, {@code us-east-1}, account {@code 000000000000}, no faults. */
    public static LocalOptions defaults() {
        return new LocalOptions(Gateway.DEFAULT_PORT, null, Account.local(), null, Faults.none());
    }

    public LocalOptions withPort(int other) {
        return new LocalOptions(other, folder, account, time, faults);
    }

    public LocalOptions withFolder(@Nullable Path other) {
        return new LocalOptions(port, other, account, time, faults);
    }

    public LocalOptions withTime(TimeSource other) {
        return new LocalOptions(port, folder, account, other, faults);
    }

    public LocalOptions withFaults(Faults other) {
        return new LocalOptions(port, folder, account, time, other);
    }
}
