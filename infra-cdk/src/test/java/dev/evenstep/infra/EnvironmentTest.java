package dev.evenstep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** What an environment of {@code cdk.json} says is what the shop is deployed with there. */
class EnvironmentTest {

    @Test
    void settingsAreTheDefaultsOfParameters() {
        Map<String, Object> context = Map.of(
                "env",
                "dev",
                "environments",
                Map.of("dev", Map.of("tables", "delete", "RetryAttempts", "3", "PaymentGatewayUrl", "http://gateway")));
        var app = new App(AppProps.builder().context(context).build());
        var template = Template.fromStack(new ShopStack(app, "shop-dev", new FunctionJars(Repository.ROOT)));

        assertThat(template.findParameters("RetryAttempts").toString()).contains("Default=3");
        assertThat(template.findParameters("RetryBaseSeconds").toString()).contains("Default=2");
        assertThat(template.findParameters("PaymentGatewayUrl").toString()).contains("Default=http://gateway");
        assertThat(template.findResources("AWS::DynamoDB::Table").values())
                .hasSize(12)
                .allMatch(table -> "Delete".equals(table.get("DeletionPolicy")));
    }
}
