package dev.evenstep.benchmarks.library;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.protocol.JsonTrees;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** A function of the shop from nothing to its first event's answer, against a handler that has the SDK and Jackson alone. */
final class ColdStartBenchmark implements Benchmark {

    private static final Path JAR = Path.of("functions/track-order/target/track-order.jar");
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final String TABLE = "order-status";

    private final AtomicInteger orders = new AtomicInteger();

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public Report run(Options options) throws Exception {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not there: mvn package -Dmaven.test.skip=true");
        }
        try (var engine = DynamoDb.start(DynamoDbOptions.defaults());
                var endpoint = HttpEndpoint.bind(0)) {
            endpoint.serve(LONGEST_BODY, engine.service()::handle);
            engine.call("CreateTable", table());
            var environment = environment(endpoint.address());
            var rounds = new Rounds();
            rounds.add("a bare handler", () -> start(BareHandler.class.getName(), environment));
            rounds.add("track-order", () -> start("dev.evenstep.shop.trackorder.TrackOrderHandler", environment));
            List<Figure> figures = rounds.run(options.rounds(), "ms");
            return new Report(
                    "From the start of a JVM, as Lambda starts it, to the answer of the first invocation with one record, which"
                            + " updates an item of the DynamoDB engine over HTTP. Both handlers have the same jar on their class"
                            + " path, with the AWS SDK, and AWS's runtime interface client.",
                    figures,
                    List.of(new Ratio(
                            "track-order : a bare handler",
                            figures.getLast().median() / figures.getFirst().median(),
                            "")));
        }
    }

    private double start(String handler, Map<String, String> environment) throws Exception {
        var batch = Messages.batch(orders.incrementAndGet()).getRecords();
        var message = batch.getLast();
        var event = JsonTrees.object();
        var record = event.putArray("Records").addObject();
        record.put("messageId", message.getMessageId()).put("receiptHandle", message.getReceiptHandle());
        record.put("body", message.getBody()).put("eventSource", message.getEventSource());
        record.put("eventSourceARN", message.getEventSourceArn()).put("awsRegion", message.getAwsRegion());
        message.getAttributes().forEach(record.putObject("attributes")::put);
        record.putObject("messageAttributes");
        try (var start = new OneStart(JsonTrees.bytes(event))) {
            return start.millis(classPath(), handler, environment);
        }
    }

    /** The runtime's own jars before the function's, as on Lambda. */
    private static String classPath() {
        var runtime = Stream.of(
                        RequestHandler.class, PojoSerializer.class, AWSLambda.class, SdkInternalThreadLocal.class)
                .map(part -> Path.of(
                        part.getProtectionDomain().getCodeSource().getLocation().getPath()));
        var benchmarks = Path.of("benchmarks/target/classes");
        return Stream.concat(runtime, Stream.of(JAR, benchmarks))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static ObjectNode table() {
        var table = JsonTrees.object().put("TableName", TABLE).put("BillingMode", "PAY_PER_REQUEST");
        table.putArray("KeySchema").addObject().put("AttributeName", "orderId").put("KeyType", "HASH");
        table.putArray("AttributeDefinitions")
                .addObject()
                .put("AttributeName", "orderId")
                .put("AttributeType", "S");
        return table;
    }

    private static Map<String, String> environment(URI dynamoDb) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "AWS_LAMBDA_FUNCTION_NAME", "one",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/one",
                "AWS_LAMBDA_LOG_STREAM_NAME", "one",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL", dynamoDb.toString()));
        environment.putAll(Map.of(
                "ORDER_STATUS_TABLE",
                TABLE,
                "PARKED_TABLE",
                "parked",
                "DEAD_LETTER_QUEUE_URL",
                dynamoDb + "/000000000000/dead",
                "MAX_RECEIVE_COUNT",
                "8"));
        return environment;
    }
}
