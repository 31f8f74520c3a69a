package dev.evenstep.local.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.Clients;
import dev.evenstep.local.SharedAws;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The one endpoint, over plain HTTP and with the SDK. */
@ExtendWith(SharedAws.class)
class GatewayTest {

    private static final String SCOPE =
            "AWS4-HMAC-SHA256 Credential=dummy/20261121/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=0";

    private static final int MEBIBYTE = 1024 * 1024;

    private final URI endpoint;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    GatewayTest(SharedAws.Running aws) {
        this.endpoint = aws.endpoint();
    }

    @AfterEach
    void close() {
        http.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(endpoint.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JsonTrees.parse(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    @Test
    void healthIsToldWhereLocalStackTellsIt() {
        for (String path : List.of("/_localstack/health", "/_evenstep/health")) {
            var health = send("GET", path, "");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(json(health).get("services").properties())
                    .extracting(service ->
                            service.getKey() + " " + service.getValue().asText())
                    .contains("sqs running", "dynamodb running", "events running", "sts running", "logs running");
            assertThat(json(health).get("events").has("delivered")).isTrue();
            assertThat(json(health).at("/stack/name").asText()).isEqualTo("shop");
            assertThat(json(health).at("/stack/logicalIds/Shop").asText()).isEqualTo("shop");
        }
    }

    @Test
    void sqsSpeaksBothOfItsProtocols() {
        var name = "both-" + UUID.randomUUID();
        try (var sqs = Clients.client(SqsClient.builder(), endpoint)) {
            var url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
            assertThat(url).isEqualTo(endpoint + "/000000000000/" + name);
        }
        var form = "application/x-www-form-urlencoded";

        var byPath = send("POST", "/000000000000/" + name, "Action=SendMessage&MessageBody=one", "Content-Type", form);
        var byBody = send("POST", "/", "Action=GetQueueUrl&QueueName=" + name, "Content-Type", form);
        var byQuery = send("GET", "/?Action=GetQueueUrl&QueueName=" + name, "");
        var byScope =
                send("POST", "/", "Action=ListQueues", "Content-Type", form, "Authorization", SCOPE.formatted("sqs"));

        assertThat(byPath.body()).contains("<MD5OfMessageBody>f97c5d29941bfb1b2fdab0874906ab82</MD5OfMessageBody>");
        assertThat(byBody.body()).contains("<QueueUrl>" + endpoint + "/000000000000/" + name + "</QueueUrl>");
        assertThat(byQuery.body()).contains("<QueueUrl>" + endpoint + "/000000000000/" + name + "</QueueUrl>");
        assertThat(byScope.body()).contains("<ListQueuesResult>");
    }

    @Test
    void dynamoDbAnswersWithItsHeaders() {
        var answer = send(
                "POST",
                "/",
                "{}",
                "X-Amz-Target",
                "DynamoDB_20120810.ListTables",
                "Content-Type",
                "application/x-amz-json-1.0",
                "Authorization",
                SCOPE.formatted("dynamodb"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amz-crc32")).isPresent();
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(json(answer).get("TableNames").toString()).contains("items");
    }

    @Test
    void errorsOfTheServersComeThroughToTheSdk() {
        try (var sqs = Clients.client(SqsClient.builder(), endpoint);
                var dynamo = Clients.client(DynamoDbClient.builder(), endpoint)) {
            assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("nowhere")))
                    .isInstanceOf(QueueDoesNotExistException.class);
            assertThatThrownBy(() -> dynamo.describeTable(request -> request.tableName("nowhere")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void streamsAreReadThroughTheEndpoint() {
        try (var streams = Clients.client(DynamoDbStreamsClient.builder(), endpoint)) {
            assertThat(streams.listStreams(request -> request.tableName("items"))
                            .streams())
                    .hasSize(1);
        }
    }

    @Test
    void anUnknownServiceIsToldWhatThereIsInTheShapeOfItsProtocol() {
        var json = send("POST", "/", "{}", "X-Amz-Target", "Firehose_20150804.ListDeliveryStreams");
        assertThat(json.statusCode()).isEqualTo(501);
        assertThat(json.headers().firstValue("x-amzn-errortype")).contains("UnknownOperationException");
        assertThat(json(json).get("__type").asText()).isEqualTo("UnknownOperationException");
        assertThat(json(json).get("message").asText())
                .isEqualTo("Nothing in this local run answers Firehose_20150804.ListDeliveryStreams."
                        + " It has dynamodb, dynamodbstreams, events, kinesis, kms, logs, sns, sqs, sts.");

        var query = send(
                "POST",
                "/",
                "Action=ListStacks",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                SCOPE.formatted("cloudformation"));
        assertThat(query.statusCode()).isEqualTo(501);
        assertThat(query.body())
                .contains("<Code>UnknownOperationException</Code>")
                .contains("answers cloudformation (POST /)");

        var s3 = send("GET", "/bucket/key", "", "Authorization", SCOPE.formatted("s3"));
        assertThat(s3.body()).contains("<Error><Code>UnknownOperationException</Code>");

        var rest = send("GET", "/2015-03-31/functions/f", "");
        assertThat(json(rest).get("Message").asText()).contains("GET /2015-03-31/functions/f");
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        for (String body : List.of("{", "[]", "{\"a\":".repeat(5_000))) {
            var answer = send("POST", "/", body, "X-Amz-Target", "AWSEvents.PutEvents");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).get("__type").asText()).isEqualTo("SerializationException");
        }
    }

    @Test
    void moreThanTenMegabytesAreRefused() throws Exception {
        assertThat(refusal(connection -> connection.setFixedLengthStreamingMode(11L * MEBIBYTE)))
                .contains("at most 10 MB in one request for events");
        assertThat(refusal(connection -> connection.setChunkedStreamingMode(MEBIBYTE)))
                .contains("at most 10 MB in one request for events");
    }

    /** What a client gets that looks for the answer only when all is sent. */
    private String refusal(Consumer<HttpURLConnection> form) throws IOException {
        var connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("X-Amz-Target", "AWSEvents.PutEvents");
        form.accept(connection);
        var mebibyte = new byte[MEBIBYTE];
        try (var body = connection.getOutputStream()) {
            for (int i = 0; i < 11; i++) {
                body.write(mebibyte);
            }
        }
        assertThat(connection.getResponseCode()).isEqualTo(413);
        try (var answer = connection.getErrorStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aClientThatExpectsToContinueIsToldTo() {
        var body = "{\"QueueName\":\"orders\"}";
        var request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "AmazonSQS.GetQueueUrl")
                .header("Content-Type", "application/x-amz-json-1.0")
                .expectContinue(true)
                .POST(BodyPublishers.ofString(body))
                .build();

        assertThat(json(send(request)).get("QueueUrl").asText()).endsWith("/orders");
    }

    @Test
    void longPollsHoldUpNobody() {
        try (var sqs = Clients.client(SqsClient.builder(), endpoint);
                var dynamo = Clients.client(DynamoDbClient.builder(), endpoint)) {
            var url = sqs.createQueue(request -> request.queueName("polled-" + UUID.randomUUID()))
                    .queueUrl();
            var polls = IntStream.range(0, 200)
                    .mapToObj(i -> http.sendAsync(receive(url, 20), BodyHandlers.ofString()))
                    .toList();

            var before = Instant.now();
            for (int i = 0; i < 20; i++) {
                dynamo.putItem(request -> request.tableName("items").item(Map.of("pk", AttributeValue.fromS("x"))));
            }
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(polls).noneMatch(CompletableFuture::isDone);

            for (int i = 0; i < 200; i++) {
                sqs.sendMessage(request -> request.queueUrl(url).messageBody("go"));
            }
            assertThat(CompletableFuture.allOf(polls.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(20, SECONDS);
            assertThat(polls).allSatisfy(poll -> assertThat(poll.join().body()).contains("\"Body\":\"go\""));
        }
    }

    private HttpRequest receive(String url, int seconds) {
        return HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(BodyPublishers.ofString("{\"QueueUrl\":\"%s\",\"WaitTimeSeconds\":%d}".formatted(url, seconds)))
                .build();
    }

    @Test
    void aMessageOfAMebibytePassesBothWays() {
        try (var sqs = Clients.client(SqsClient.builder(), endpoint)) {
            var url = sqs.createQueue(request -> request.queueName("big-" + UUID.randomUUID()))
                    .queueUrl();
            var body = "é\"".repeat(300_000);
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));

            assertThat(sqs.receiveMessage(request -> request.queueUrl(url))
                            .messages()
                            .getFirst()
                            .body())
                    .isEqualTo(body);
        }
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Gateway.open(taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            PortTakenException.class, e -> assertThat(e.port()).isEqualTo(taken.getLocalPort()))
                    .hasMessageContaining("Port %d of 127.0.0.1 is taken".formatted(taken.getLocalPort()))
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void aPortIsFreeAgainAfterClosing() {
        int port;
        try (var first = Gateway.open(0)) {
            port = first.endpoint().getPort();
        }
        try (var second = Gateway.open(port)) {
            assertThat(second.endpoint().getPort()).isEqualTo(port);
        }
    }
}
