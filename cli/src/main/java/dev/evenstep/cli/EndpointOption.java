package dev.evenstep.cli;

import dev.evenstep.demo.shop.AwsClients;
import dev.evenstep.demo.shop.DeployedShop;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which deployed shop a command talks to. */
final class EndpointOption {

    static final String LOCAL = "http://127.0.0.1:4566";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = LOCAL,
            description = {"Where AWS answers: a running ./evenstep start, or LocalStack.", "Default: ${DEFAULT-VALUE}"
            })
    private URI endpoint = URI.create(LOCAL);

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "shop",
            description = "The name of the deployed stack. Default: ${DEFAULT-VALUE}")
    private String stack = "shop";

    DeployedShop shop() {
        return new DeployedShop(stack, AwsClients.at(endpoint));
    }
}
