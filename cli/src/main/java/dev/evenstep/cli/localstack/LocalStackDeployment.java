package dev.evenstep.cli.localstack;

import dev.evenstep.cli.run.ProjectDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One stack at a LocalStack, by the tools that take it to AWS, told of nothing but the endpoint. */
record LocalStackDeployment(Installation installation, URI endpoint, String stack) {

    /** A newer CDK needs a newer library than ours, and the other way round. */
    private static final List<String> CDK = List.of("npx", "--yes", "aws-cdk@2.1148.1");

    /** {@code sam delete} fails at nested stacks whose templates are in a bucket that is not at AWS. */
    private static final String DELETE = """
            import boto3, sys
            stacks = boto3.client("cloudformation")
            stacks.delete_stack(StackName=sys.argv[1])
            stacks.get_waiter("stack_delete_complete").wait(StackName=sys.argv[1], WaiterConfig={"Delay": 1, "MaxAttempts": 300})
            """;

    private static final String BUCKET = "evenstep-deployment";
    private static final int MINUTES = 10;

    /** @throws IllegalStateException with what the tool said, where it fails */
    void create(DeploymentTool with, Map<String, String> parameters) {
        switch (with) {
            case SAM -> sam(parameters);
            case CDK -> cdk(parameters);
        }
    }

    /** @throws IllegalStateException with what the tool said, where it fails */
    void delete(DeploymentTool with) {
        say("deleting the stack " + stack);
        switch (with) {
            case SAM ->
                tool("sam-delete", ProjectDirectory.folder())
                        .run(
                                MINUTES,
                                List.of(
                                        installation
                                                .sam()
                                                .resolveSibling("python")
                                                .toString(),
                                        "-c",
                                        DELETE,
                                        stack));
            case CDK -> cdk("destroy", Stream.of("--force"));
        }
    }

    private void sam(Map<String, String> parameters) {
        Path sam = installation.sam();
        makeBucket();
        say("sam deploy: the jars go to the bucket " + BUCKET + ", then the stack " + stack + " is made");
        List<String> command = new ArrayList<>(List.of(
                sam.toString(),
                "deploy",
                "--template-file",
                ProjectDirectory.template().toString(),
                "--stack-name",
                stack,
                "--s3-bucket",
                BUCKET,
                "--capabilities",
                "CAPABILITY_IAM",
                "CAPABILITY_AUTO_EXPAND",
                // Without what samconfig.toml says for AWS.
                "--config-env",
                "localstack",
                "--no-progressbar",
                "--no-confirm-changeset",
                "--no-fail-on-empty-changeset",
                "--region",
                region()));
        if (!parameters.isEmpty()) {
            command.add("--parameter-overrides");
            parameters.forEach((name, value) -> command.add(name + "=" + value));
        }
        tool("sam-deploy", ProjectDirectory.folder()).run(MINUTES, command);
    }

    private void cdk(Map<String, String> parameters) {
        say("cdk bootstrap");
        cdk("bootstrap", Stream.of("aws://000000000000/" + region()));
        say("cdk deploy: synthesises, uploads the jars, then the stack " + stack + " is made");
        cdk(
                "deploy",
                Stream.concat(
                        Stream.of("--require-approval", "never"),
                        parameters.entrySet().stream()
                                .flatMap(each -> Stream.of("--parameters", each.getKey() + "=" + each.getValue()))));
    }

    private void cdk(String verb, Stream<String> options) {
        List<String> command = Stream.of(CDK.stream(), Stream.of(verb, "--progress", "events"), options)
                .flatMap(part -> part)
                .toList();
        tool("cdk-" + verb, ProjectDirectory.folder().resolve("infra-cdk")).run(MINUTES, command);
    }

    private Tool tool(String name, Path folder) {
        return new Tool(
                folder,
                Map.of(
                        "AWS_ENDPOINT_URL",
                        endpoint.toString(),
                        "AWS_ENDPOINT_URL_S3",
                        endpoint.toString(),
                        "AWS_REGION",
                        region(),
                        "AWS_DEFAULT_REGION",
                        region(),
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "SAM_CLI_TELEMETRY",
                        "0",
                        "CDK_DISABLE_CLI_TELEMETRY",
                        "true"),
                installation.folder().resolve(name + ".log"));
    }

    /** LocalStack takes a plain PUT for what S3's {@code CreateBucket} is, and one that is there already too. */
    private void makeBucket() {
        HttpRequest put = HttpRequest.newBuilder(URI.create(endpoint + "/" + BUCKET))
                .PUT(BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(put, BodyHandlers.discarding()).statusCode();
            if (status != 200 && status != 409) {
                throw new IllegalStateException(
                        endpoint + " answers " + status + " to the request for a bucket: is that LocalStack?");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "nothing answers at " + endpoint + ": start it with ./evenstep localstack start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void say(String line) {
        installation.progress().println(line);
    }

    private static String region() {
        return System.getenv().getOrDefault("AWS_REGION", "us-east-1");
    }
}
