package dev.evenstep.benchmarks.engine;

import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import dev.evenstep.sqs.Sqs;
import dev.evenstep.sqs.SqsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** The main program of a JVM that starts one thing, and prints the nanoseconds until it is ready. */
final class StartUp {

    static final String ENGINES = "engines";
    static final String LOCAL_AWS = "local-aws";
    static final String ELASTIC = "elasticmq";

    private StartUp() {}

    /** @param arguments what to start and, for the local AWS, the template of the shop */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        switch (arguments[0]) {
            case ENGINES -> engines();
            case LOCAL_AWS -> localAws(Path.of(arguments[1]));
            case ELASTIC -> elastic();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println(System.nanoTime() - start);
        Runtime.getRuntime().halt(0);
    }

    private static void engines() {
        DynamoDb.start(DynamoDbOptions.defaults()).call("ListTables", JsonTrees.object());
        Sqs.start(SqsOptions.memory(URI.create("http://localhost")))
                .call("CreateQueue", JsonTrees.object().put("QueueName", "first"));
    }

    private static void localAws(Path template) {
        var options = TemplateOptions.defaults()
                .withStackName("test")
                .withParameters(Map.of("PaymentGatewayUrl", "http://localhost"));
        LocalAws.start(
                Templates.read(template, options), LocalOptions.defaults().withPort(0));
    }

    private static void elastic() {
        var server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(0).start();
        server.waitUntilStarted();
    }
}
