package com.example.meters.printing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.sun.net.httpserver.HttpServer;
import dev.evenstep.aws.Evenstep;
import dev.evenstep.aws.SqsFunction;
import dev.evenstep.testkit.FakeContext;
import dev.evenstep.testkit.Samples;
import dev.evenstep.testkit.local.LocalAwsExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** With the template's tables and queues on this machine, and an HTTP server for a printer. */
class PrintingTest {

    @RegisterExtension
    static final LocalAwsExtension AWS =
            LocalAwsExtension.of("template.yaml", Map.of("PrinterUrl", "http://127.0.0.1:1"));

    private static final String ADDED = Samples.read("meters/InvoiceLineAdded/v1-added");

    private final Deque<String> keys = new ConcurrentLinkedDeque<>();
    private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final DynamoDbClient dynamoDb = AWS.client(DynamoDbClient.builder()).build();
    private final SqsClient sqs = AWS.client(SqsClient.builder()).build();
    private HttpServer server;
    private SqsFunction function;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jobs", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            byte[] job = ("job-" + keys.size()).getBytes();
            exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.remove(), job.length);
            exchange.getResponseBody().write(job);
            exchange.close();
        });
        server.start();
        Printer printer = Printer.at("http://127.0.0.1:" + server.getAddress().getPort());
        function = Evenstep.from(Map.of(
                        "IDEMPOTENCY_TABLE", AWS.name("IdempotencyTable"),
                        "INVOICE_LINES_TABLE", AWS.name("InvoiceLinesTable"),
                        "DEAD_LETTER_QUEUE_URL", url("PrintDeadLetters"),
                        "MAX_RECEIVE_COUNT", "1000"))
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs)
                .sqs(Printing.through(printer));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aLineIsPrintedOnceAndKeepsItsJob() {
        assertThat(failed(ADDED)).isZero();
        assertThat(failed(ADDED)).isZero();

        assertThat(keys).containsExactly("line-1");
        assertThat(printJob()).isEqualTo("job-1");
    }

    @Test
    void whileThePrinterIsAwayTheLineComesBack() {
        answers.add(503);

        assertThat(failed(ADDED)).isOne();
        assertThat(failed(ADDED)).isZero();

        assertThat(keys).containsExactly("line-1", "line-1");
        assertThat(printJob()).isEqualTo("job-2");
    }

    @Test
    void aLineThatThePrinterRefusesIsDeadLettered() {
        answers.add(422);

        assertThat(failed(ADDED)).isZero();

        List<Message> letters = sqs.receiveMessage(request ->
                        request.queueUrl(url("PrintDeadLetters")).messageAttributeNames("All"))
                .messages();
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().messageAttributes().get("evenstep-reason").stringValue())
                .isEqualTo("rejected");
    }

    private int failed(String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("message-1");
        message.setReceiptHandle("receipt-1");
        message.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + AWS.name("PrintQueue"));
        message.setBody(body);
        message.setAttributes(Map.of(
                "ApproximateReceiveCount", "1", "SentTimestamp", Long.toString(System.currentTimeMillis())));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return function.handle(event, new FakeContext(10_000)).getBatchItemFailures().size();
    }

    private String printJob() {
        return dynamoDb.getItem(request -> request.tableName(AWS.name("InvoiceLinesTable"))
                        .key(Map.of("customer", AttributeValue.fromS("customer-5"), "line", AttributeValue.fromN("1"))))
                .item()
                .get("printJob")
                .s();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(AWS.name(queue))).queueUrl();
    }
}
