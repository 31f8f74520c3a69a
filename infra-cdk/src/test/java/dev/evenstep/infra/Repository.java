package dev.evenstep.infra;

import java.nio.file.Path;
import java.util.List;

/** Where things are, seen from this module's folder, in which the build runs its tests. */
final class Repository {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path MODULE = ROOT.resolve("infra-cdk");
    static final Path SAM = ROOT.resolve("template.yaml");

    static final List<String> FUNCTIONS = List.of(
            "audit-events",
            "charge-payment",
            "detect-fraud",
            "fulfil-order",
            "order-log",
            "place-order",
            "publish-outbox",
            "reserve-stock",
            "track-order");

    private Repository() {}

    static Path jar(String function) {
        return ROOT.resolve(Path.of("functions", function, "target", function + ".jar"));
    }
}
