package dev.evenstep.spi;

import java.util.List;

/** Who is told what became of a batch. */
@FunctionalInterface
public interface Telemetry {

    void report(String consumer, List<Outcome> outcomes);
}
