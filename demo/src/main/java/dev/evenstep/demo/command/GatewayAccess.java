package dev.evenstep.demo.command;

import dev.evenstep.demo.gateway.GatewayClient;
import dev.evenstep.demo.gateway.PaymentGateway;
import dev.evenstep.demo.shop.DeployedShop;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway that a deployed shop calls: one of ours that runs already, or one that is started where it is expected. */
record GatewayAccess(URI url, @Nullable PaymentGateway own) implements AutoCloseable {

    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");

    static GatewayAccess of(DeployedShop shop) {
        String function = shop.function("charge-payment");
        String configured = shop.clients()
                .lambda()
                .getFunctionConfiguration(request -> request.functionName(function))
                .environment()
                .variables()
                .getOrDefault("PAYMENT_GATEWAY_URL", "");
        URI url = URI.create(configured);
        if (new GatewayClient(url).answers()) {
            return new GatewayAccess(url, null);
        }
        if (url.getHost() == null || !HERE.contains(url.getHost())) {
            throw new IllegalStateException(
                    "The function %s calls the payment gateway \"%s\", which is not the demo's: deploy with PaymentGatewayUrl=http://127.0.0.1:4567"
                            .formatted(function, configured));
        }
        return new GatewayAccess(url, PaymentGateway.start(url.getPort()));
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
