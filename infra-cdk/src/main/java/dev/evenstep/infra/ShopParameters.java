package dev.evenstep.infra;

import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.constructs.Construct;

/** What is only said when the shop is deployed. */
final class ShopParameters {

    private final CfnParameter paymentGatewayUrl;
    private final CfnParameter retryBaseSeconds;

    /** @param stack parameters have no names but their own, so they stand in no construct */
    ShopParameters(Construct stack) {
        paymentGatewayUrl = CfnParameter.Builder.create(stack, "PaymentGatewayUrl")
                .type("String")
                .allowedPattern("https?://.+")
                .description("Base URL of the payment gateway that charge-payment calls.")
                .build();
        retryBaseSeconds = CfnParameter.Builder.create(stack, "RetryBaseSeconds")
                .type("Number")
                .defaultValue(2)
                .minValue(1)
                .description(
                        "How long a failed message waits before its first retry; each further wait is twice as long.")
                .build();
    }

    Map<String, String> forEveryFunction() {
        return Map.of("RETRY_BASE_SECONDS", retryBaseSeconds.getValueAsString());
    }

    Map<String, String> forPayments() {
        return Map.of("PAYMENT_GATEWAY_URL", paymentGatewayUrl.getValueAsString());
    }
}
