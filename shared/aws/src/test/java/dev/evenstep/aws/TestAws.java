package dev.evenstep.aws;

import dev.evenstep.testkit.local.LocalAwsExtension;
import java.util.Map;

/** The shop's own template, and beside it a table for the conformance suite. */
public final class TestAws {

    private TestAws() {}

    public static LocalAwsExtension extension() {
        return LocalAwsExtension.of("src/test/resources/store.yaml", Map.of());
    }

    public static LocalAwsExtension shop() {
        return LocalAwsExtension.of("../../template.yaml", Map.of("PaymentGatewayUrl", "http://127.0.0.1:1"));
    }
}
