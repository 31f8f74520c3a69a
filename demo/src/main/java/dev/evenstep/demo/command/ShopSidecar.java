package dev.evenstep.demo.command;

import dev.evenstep.cli.aws.AwsClients;
import dev.evenstep.cli.run.LocalRun;
import dev.evenstep.cli.run.Sidecar;
import dev.evenstep.demo.StockSeeder;
import dev.evenstep.demo.gateway.PaymentGateway;
import dev.evenstep.demo.shop.DeployedShop;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The payment gateway that the shop calls, and the stock that its samples order. */
record ShopSidecar() implements Sidecar {

    private static final String GATEWAY = "payment gateway";
    private static final String GATEWAY_URL = "PaymentGatewayUrl";

    /** What the samples order, so that a first {@code send} finds something on the shelves. */
    private static final Map<String, Integer> SAMPLE_STOCK = Map.of("tea-green", 1_000, "cup-blue", 1_000);

    /** A person is waiting: retries begin sooner, and what fails or waits in vain is given up sooner. */
    private static final Map<String, String> IMPATIENCE = Map.of(
            "RetryBaseSeconds", "1",
            "RetryAttempts", "6",
            "GapPatienceSeconds", "8",
            "PaymentGatewayTimeoutMillis", "500");

    /** Where the gateway of a shop that runs here answers. */
    static URI gatewayOf(LocalRun shop) {
        return Objects.requireNonNull(shop.sidecars().get(GATEWAY), "started with this sidecar");
    }

    @Override
    public boolean knows(Set<String> parameters) {
        return parameters.contains(GATEWAY_URL) && parameters.containsAll(IMPATIENCE.keySet());
    }

    @Override
    public String stackName() {
        return "shop";
    }

    @Override
    public Running start(@Nullable Path data) {
        return new RunningGateway(data == null ? PaymentGateway.start(0) : PaymentGateway.startIn(data));
    }

    private record RunningGateway(PaymentGateway gateway) implements Running {

        @Override
        public Map<String, String> parameters() {
            Map<String, String> parameters = new HashMap<>(IMPATIENCE);
            parameters.put(GATEWAY_URL, gateway.url().toString());
            return parameters;
        }

        @Override
        public void fill(String stackName, AwsClients clients) {
            new StockSeeder(new DeployedShop(stackName, clients)).fill(SAMPLE_STOCK);
        }

        @Override
        public Map<String, URI> urls() {
            return Map.of(GATEWAY, gateway.url());
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
