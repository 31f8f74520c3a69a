package dev.evenstep.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.sdk.InProcessHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** One engine by the AWS SDK, in process and over HTTP, and by the Query protocol. */
class FacesTest {

    private static HttpEndpoint endpoint;
    private static Sqs sqs;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        endpoint = HttpEndpoint.bind(0);
        sqs = Sqs.start(SqsOptions.memory(endpoint.address()));
        endpoint.serve(4 * 1024 * 1024, sqs.service()::handle);
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        endpoint.close();
    }

    private static SqsClient client(SdkHttpClient transport) {
        return SqsClient.builder()
                .endpointOverride(endpoint.address())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(transport)
                .build();
    }

    private static void lifeOfAMessage(SqsClient client, String name) {
        var url = client.createQueue(request -> request.queueName(name)).queueUrl();
        var attributes = Map.of(
                "raw",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromUtf8String("\u0001"))
                        .build());
        var sent = client.sendMessage(
                request -> request.queueUrl(url).messageBody("a\r\n<b>&").messageAttributes(attributes));
        var message = client.receiveMessage(request -> request.queueUrl(url)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();

        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.body()).isEqualTo("a\r\n<b>&");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        client.deleteQueue(request -> request.queueUrl(url));
        assertThatThrownBy(() -> client.getQueueUrl(request -> request.queueName(name)))
                .isInstanceOfSatisfying(
                        QueueDoesNotExistException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode())
                                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
        assertThatThrownBy(() -> client.createQueue(request -> request.queueName("no name")))
                .isInstanceOfSatisfying(SqsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
                });
    }

    @Test
    void theSdkInProcess() {
        try (var client = client(new InProcessHttpClient(sqs.service()::handle))) {
            lifeOfAMessage(client, "in-process");
        }
    }

    @Test
    void theSdkOverHttp() {
        try (var client = client(UrlConnectionHttpClient.create())) {
            lifeOfAMessage(client, "over-http");
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(endpoint.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(endpoint.address() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theQueryProtocolByFormAndOnAQueuesUrl() throws IOException, InterruptedException {
        var created = post(
                "/",
                "Action=CreateQueue&QueueName=query&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=0"
                        + "&Tag.1.Key=team&Tag.1.Value=orders");
        assertThat(created.body())
                .contains(
                        "<CreateQueueResult><QueueUrl>%s/000000000000/query</QueueUrl>".formatted(endpoint.address()));
        assertThat(get("/000000000000/query?Action=ListQueueTags").body())
                .contains("<Tag><Key>team</Key><Value>orders</Value></Tag>");
        var empty = get("/000000000000/query?Action=ReceiveMessage").body();
        assertThat(empty).contains("<ReceiveMessageResult/>");

        var body = URLEncoder.encode("a<b>\r", StandardCharsets.UTF_8);
        post(
                "/000000000000/query",
                "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=one&SendMessageBatchRequestEntry.1.MessageBody="
                        + body
                        + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n"
                        + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=Number"
                        + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=1");
        assertThat(get("/000000000000/query?Action=ReceiveMessage&MessageAttributeName.1=All&AttributeName.1=SenderId"
                                + "&WaitTimeSeconds=1")
                        .body())
                .contains("<Body>a&lt;b&gt;&#13;</Body>")
                .contains("<Attribute><Name>SenderId</Name>")
                .contains("<MessageAttribute><Name>n</Name><Value><StringValue>1</StringValue>");
        assertThat(get("/000000000000/query?Action=PurgeQueue").body())
                .contains("<PurgeQueueResponse")
                .doesNotContain("Result");
    }

    @Test
    void theQueryProtocolsErrors() throws IOException, InterruptedException {
        var missing = get("/000000000000/nowhere?Action=PurgeQueue");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body())
                .contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>")
                .contains("<Message>The specified queue does not exist for this wsdl version.</Message>");
        assertThat(get("/000000000000/nowhere?Action=ListQueues").body())
                .contains("<Code>InvalidAction</Code>")
                .contains("The action ListQueues is not valid for this endpoint.");
        var nothing = get("/000000000000/nowhere");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("<UnknownOperationException");
    }

    @Test
    void theJsonProtocolNamesTheErrorInBothWays() throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(endpoint.address())
                        .header("X-Amz-Target", "AmazonSQS.PurgeQueue")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"QueueUrl\":\"nowhere\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("x-amzn-query-error"))
                .hasValue("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-amz-json-1.0");
        assertThat(answer.body()).contains("\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"");
    }
}
