package dev.evenstep.infra;

import dev.evenstep.cdk.DeploymentEnvironment;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.constructs.Construct;

/** What is only said when the shop is deployed. */
final class ShopParameters {

    private final DeploymentEnvironment environment;
    private final CfnParameter paymentGatewayUrl;
    private final CfnParameter paymentGatewayTimeoutMillis;
    private final CfnParameter paymentGatewayConcurrency;
    private final CfnParameter retryBaseSeconds;
    private final CfnParameter retryAttempts;
    private final CfnParameter retryPatienceSeconds;
    private final CfnParameter maxReceiveCount;
    private final CfnParameter gapPatienceSeconds;

    /** @param stack parameters have no names but their own, so they stand in no construct */
    ShopParameters(Construct stack) {
        environment = DeploymentEnvironment.of(stack);
        paymentGatewayUrl = CfnParameter.Builder.create(stack, "PaymentGatewayUrl")
                .type("String")
                .allowedPattern("https?://.+")
                .defaultValue(environment.settings().get("PaymentGatewayUrl"))
                .description("Base URL of the payment gateway that charge-payment calls.")
                .build();
        paymentGatewayTimeoutMillis = CfnParameter.Builder.create(stack, "PaymentGatewayTimeoutMillis")
                .type("Number")
                .defaultValue(usual("PaymentGatewayTimeoutMillis", 2000))
                .minValue(1)
                .description("How long the payment gateway may take to answer, in milliseconds.")
                .build();
        paymentGatewayConcurrency = CfnParameter.Builder.create(stack, "PaymentGatewayConcurrency")
                .type("Number")
                .defaultValue(usual("PaymentGatewayConcurrency", 10))
                .minValue(1)
                .description("How many charges each instance asks the payment gateway for at once.")
                .build();
        retryBaseSeconds = CfnParameter.Builder.create(stack, "RetryBaseSeconds")
                .type("Number")
                .defaultValue(usual("RetryBaseSeconds", 2))
                .minValue(1)
                .description(
                        "How long a failed message waits before its first retry; each further wait is twice as long.")
                .build();
        retryAttempts = CfnParameter.Builder.create(stack, "RetryAttempts")
                .type("Number")
                .defaultValue(usual("RetryAttempts", 8))
                .minValue(1)
                .description("How often a message is tried that itself fails, before it is dead-lettered.")
                .build();
        retryPatienceSeconds = CfnParameter.Builder.create(stack, "RetryPatienceSeconds")
                .type("Number")
                .defaultValue(usual("RetryPatienceSeconds", 259_200))
                .minValue(1)
                .description(
                        "How long a message is tried again while something that it depends on is away, before it is dead-lettered.")
                .build();
        maxReceiveCount = CfnParameter.Builder.create(stack, "MaxReceiveCount")
                .type("Number")
                .defaultValue(usual("MaxReceiveCount", 1000))
                .minValue(5)
                .maxValue(1000)
                .description(
                        "How often a queue hands out a message before a function counts it anew. It gives no message up.")
                .build();
        gapPatienceSeconds = CfnParameter.Builder.create(stack, "GapPatienceSeconds")
                .type("Number")
                .defaultValue(usual("GapPatienceSeconds", 3600))
                .minValue(1)
                .description("How long an event that came early waits for what is missing before it is dead-lettered.")
                .build();
    }

    /** What the environment says, where one is chosen that does. */
    private Number usual(String parameter, int otherwise) {
        return Integer.valueOf(environment.setting(parameter, "" + otherwise));
    }

    Map<String, String> forEveryFunction() {
        return Map.of(
                "RETRY_BASE_SECONDS",
                retryBaseSeconds.getValueAsString(),
                "RETRY_ATTEMPTS",
                retryAttempts.getValueAsString(),
                "RETRY_PATIENCE_SECONDS",
                retryPatienceSeconds.getValueAsString());
    }

    /** A number that is known when the stack is deployed. */
    Number maxReceiveCount() {
        return maxReceiveCount.getValueAsNumber();
    }

    /** A number that is known when the stack is deployed. */
    Number gapPatienceSeconds() {
        return gapPatienceSeconds.getValueAsNumber();
    }

    Map<String, String> forPayments() {
        return Map.of(
                "PAYMENT_GATEWAY_URL",
                paymentGatewayUrl.getValueAsString(),
                "PAYMENT_GATEWAY_TIMEOUT_MILLIS",
                paymentGatewayTimeoutMillis.getValueAsString(),
                "PAYMENT_GATEWAY_CONCURRENCY",
                paymentGatewayConcurrency.getValueAsString());
    }
}
