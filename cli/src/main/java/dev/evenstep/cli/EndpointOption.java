package dev.evenstep.cli;

import dev.evenstep.cli.aws.AwsClients;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployed stack a command talks to. */
final class EndpointOption {

    static final String LOCAL = "http://127.0.0.1:4566";

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL:-" + LOCAL + "}",
            description = {
                "Where AWS answers: a running ./evenstep start, LocalStack, or aws: the account of your credentials.",
                "Default: AWS_ENDPOINT_URL, else " + LOCAL + ". The region is AWS_REGION, else us-east-1."
            })
    private URI endpoint = URI.create(LOCAL);

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            description = {
                "The stack's name, as CloudFormation knows it. Default: the stack that runs at the endpoint;",
                "where that does not tell, as LocalStack, everything that is there."
            })
    private @Nullable String stack;

    DeployedStack stack() {
        AwsClients clients = AwsClients.at(endpoint);
        return new DeployedStack(clients, StackNames.at(endpoint, clients.cloudFormation(), stack));
    }
}
