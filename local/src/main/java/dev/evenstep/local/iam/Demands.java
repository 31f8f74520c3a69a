package dev.evenstep.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.kinesis.wire.KinesisService;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a request demands (Service Authorization Reference). Of a transaction it is what each of its parts does, of a batch
 * of messages what one of them does. What cannot be read demands nothing: its service refuses it.
 */
record Demands(Account account) {

    private static final Pattern INVOCATION = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final String ANY = "*";
    private static final Map<String, String> TRANSACTED = Map.of(
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem",
            "Get", "GetItem");

    List<Demand> of(AwsRequest request) {
        var target = request.header("x-amz-target");
        var dot = target.lastIndexOf('.');
        var operation = target.substring(dot + 1);
        try {
            if (target.startsWith("DynamoDB_")) {
                return ofTables(operation, JsonTrees.parse(request.body()));
            }
            if (target.startsWith("DynamoDBStreams_")) {
                var stream = JsonTrees.parse(request.body()).path("StreamArn").asText(ANY);
                return List.of(new Demand("dynamodb:" + operation, stream));
            }
            if (target.startsWith("Kinesis_")) {
                return List.of(ofStream(operation, KinesisService.body(request)));
            }
            if (target.startsWith("AmazonSQS.")) {
                var body = JsonTrees.parse(request.body());
                return ofQueue(
                        operation,
                        body.path("QueueUrl").asText(),
                        body.path("QueueName").asText());
            }
            if (target.startsWith("AWSEvents.")) {
                return ofBuses(operation, JsonTrees.parse(request.body()));
            }
            if (target.startsWith("TrentService.")) {
                return List.of(ofKey(
                        operation, JsonTrees.parse(request.body()).path("KeyId").asText(ANY)));
            }
            if (target.startsWith("Logs_")) {
                return List.of(new Demand("logs:" + operation, ANY));
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        var invocation = INVOCATION.matcher(request.path());
        return invocation.matches() ? ofFunction(invocation) : ofForm(request);
    }

    private List<Demand> ofTables(String operation, JsonNode body) {
        return switch (operation) {
            case "TransactWriteItems", "TransactGetItems" ->
                elements(body.path("TransactItems"))
                        .flatMap(part -> part.properties().stream())
                        .map(part -> new Demand(
                                "dynamodb:" + TRANSACTED.getOrDefault(part.getKey(), part.getKey()),
                                table(part.getValue().path("TableName").asText())))
                        .distinct()
                        .toList();
            case "BatchGetItem", "BatchWriteItem" ->
                body.path("RequestItems").properties().stream()
                        .map(table -> new Demand("dynamodb:" + operation, table(table.getKey())))
                        .toList();
            default -> List.of(new Demand("dynamodb:" + operation, tableOrIndex(body)));
        };
    }

    private String tableOrIndex(JsonNode body) {
        var name = body.path("TableName").asText();
        var index = body.path("IndexName").asText();
        return name.isEmpty() ? ANY : table(name) + (index.isEmpty() ? "" : "/index/" + index);
    }

    private String table(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : account.arn("dynamodb", "table/" + nameOrArn);
    }

    private List<Demand> ofQueue(String operation, String url, String name) {
        var queue = url.isEmpty() ? name : url.substring(url.lastIndexOf('/') + 1);
        var action = operation.endsWith("Batch") ? operation.substring(0, operation.length() - 5) : operation;
        return List.of(new Demand("sqs:" + action, queue.isEmpty() ? ANY : account.arn("sqs", queue)));
    }

    /** A shard's iterator says only to its service which stream it is of. */
    private Demand ofStream(String operation, JsonNode body) {
        var arn = body.path("StreamARN").asText(body.path("ResourceARN").asText());
        var name = body.path("StreamName").asText();
        var named = name.isEmpty() ? ANY : account.arn("kinesis", "stream/" + name);
        return new Demand("kinesis:" + operation, arn.isEmpty() ? named : arn);
    }

    private List<Demand> ofBuses(String operation, JsonNode body) {
        var buses = operation.equals("PutEvents")
                ? elements(body.path("Entries"))
                        .map(entry -> entry.path("EventBusName").asText("default"))
                : Stream.of(body.path(operation.contains("EventBus") ? "Name" : "EventBusName")
                        .asText(ANY));
        return buses.distinct()
                .map(bus ->
                        new Demand("events:" + operation, bus.equals(ANY) || bus.startsWith("arn:") ? bus : bus(bus)))
                .toList();
    }

    private Demand ofKey(String operation, String key) {
        var isId = !key.equals(ANY) && !key.startsWith("arn:") && !key.startsWith("alias/");
        return new Demand("kms:" + operation, isId ? account.arn("kms", "key/" + key) : key);
    }

    private String bus(String name) {
        return account.arn("events", "event-bus/" + name);
    }

    private List<Demand> ofFunction(Matcher invocation) {
        var name = decoded(invocation.group(1));
        var arn = name.startsWith("arn:") ? name : account.arn("lambda", "function:" + name);
        return List.of(new Demand("lambda:InvokeFunction", arn));
    }

    /** A form is SNS's, SQS's from an older client, or STS's, which everybody may ask who they are. */
    private List<Demand> ofForm(AwsRequest request) {
        var form = request.query() + "&" + new String(request.body(), StandardCharsets.UTF_8);
        if (request.signedFor().equals("sns")) {
            var action = parameter(form, "Action");
            var topic = parameter(form, "TopicArn");
            return List.of(
                    new Demand("sns:" + action.replace("PublishBatch", "Publish"), topic.isEmpty() ? ANY : topic));
        }
        if (!request.signedFor().equals("sqs")) {
            return List.of();
        }
        var url = parameter(form, "QueueUrl");
        return ofQueue(parameter(form, "Action"), url.isEmpty() ? request.path() : url, parameter(form, "QueueName"));
    }

    private static String parameter(String form, String name) {
        return Stream.of(form.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> decoded(pair.substring(name.length() + 1)))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
