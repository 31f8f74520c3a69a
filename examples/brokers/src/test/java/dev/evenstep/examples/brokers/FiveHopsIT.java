package dev.evenstep.examples.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.evenstep.brokers.BrokerServers;
import dev.evenstep.engine.faults.Fault;
import dev.evenstep.engine.faults.FaultRule;
import dev.evenstep.engine.faults.Faults;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalFunctions;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An event crosses five hops on real servers, with functions in JVMs of their own: over HTTP onto Kafka, from there through an outbox
 * and a bus into RabbitMQ. It is doubled at each.
 */
class FiveHopsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CORRELATION = "visit-4711";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private BrokerServers servers;
    private LocalAws aws;

    @BeforeEach
    void start() {
        servers = BrokerServers.start(
                Map.of(BrokerServers.BrokerKind.KAFKA, 0, BrokerServers.BrokerKind.RABBITMQ, 0),
                Path.of("../../brokers/kafka-server/target"),
                null);
        Stack stack = Templates.read(
                Path.of("template.yaml"),
                TemplateOptions.defaults().withStackName("hops").withParameters(servers.parameters()));
        servers.ensure(stack);
        Faults everyEventTwice = Faults.of(1, FaultRule.of(Fault.DUPLICATE, 1).on("PutEvents", "*"));
        aws = LocalAws.start(
                stack,
                LocalOptions.defaults().withPort(0).withFaults(everyEventTwice),
                services -> LocalFunctions.of(
                        Path.of("target/cache").toAbsolutePath(),
                        (function, stream, time, line) -> told.add(function + " " + line),
                        event -> told.add(event.function() + " " + event.text()),
                        services,
                        servers.brokers()));
    }

    @AfterEach
    void stop() {
        if (aws != null) {
            aws.close();
        }
        servers.close();
    }

    @Test
    void hasOneCorrelationIdOneTraceAndOneEffect() throws Exception {
        EventSourceMappingConfiguration shipping = shipping();
        enable(shipping, false);

        sendOverHttp();
        sendOverHttp();
        produceAgain(onlyRecord());
        String accepted = await("the outbox").atMost(PATIENCE).until(this::outboxEvent, event -> !event.isEmpty());
        relayAgain(accepted);
        deliverAgain(accepted);
        enable(shipping, true);

        Map<String, AttributeValue> shipment =
                await("the shipment").atMost(PATIENCE).until(() -> item("Shipments", "order"), item -> !item.isEmpty());
        await("every duplicate").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(committed()).isEqualTo(3);
            assertThat(size("DispatchQueue")).isZero();
            assertThat(messagesOfRabbitMq()).isZero();
        });
        enable(shipping, false);
        assertThat(messagesOfRabbitMq()).as("what is not acknowledged").isZero();

        assertThat(shipment)
                .containsEntry("correlationId", AttributeValue.fromS(CORRELATION))
                .containsEntry("traceParent", AttributeValue.fromS(TRACE));
        assertThat(item("Shipments", "order")).containsEntry("shipped", AttributeValue.fromN("2"));
        assertThat(item("Orders", "id")).containsEntry("accepted", AttributeValue.fromN("2"));
        assertThat(size("DeadLetters")).isZero();
    }

    /** As a function URL hands it over: CloudEvents in binary mode. */
    private void sendOverHttp() throws Exception {
        Map<String, String> headers = new HashMap<>(Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "click-1",
                "ce-source", "web",
                "ce-type", "OrderPlaced",
                "ce-time", "2026-11-21T08:00:00Z",
                "ce-subject", "order-1",
                "ce-entityversion", "1",
                "ce-correlationid", CORRELATION,
                "ce-traceparent", TRACE));
        Map<String, Object> request = Map.of(
                "version",
                "2.0",
                "rawPath",
                "/",
                "headers",
                headers,
                "requestContext",
                Map.of("requestId", "r-1", "http", Map.of("method", "POST", "path", "/")),
                "body",
                "{\"article\":\"tea-green\",\"quantity\":2}",
                "isBase64Encoded",
                false);
        String payload = new ObjectMapper().writeValueAsString(request);
        try (LambdaClient lambda = client(LambdaClient.builder()).build()) {
            String answer = lambda.invoke(invocation ->
                            invocation.functionName("hops-ReceiveFunction").payload(SdkBytes.fromUtf8String(payload)))
                    .payload()
                    .asUtf8String();
            assertThat(answer).as("%s", told).contains("\"statusCode\":204");
        }
    }

    /** What the first hop has put onto the topic, once although it was sent twice. */
    private ConsumerRecord<String, String> onlyRecord() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("orders").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            assertThat(consumer.endOffsets(partitions).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isOne();
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            await("the record").atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
                return !records.isEmpty();
            });
            ConsumerRecord<String, String> record = records.getFirst();
            assertThat(record.key()).isEqualTo("order-1");
            assertThat(header(record, "ce_correlationid")).isEqualTo(CORRELATION);
            assertThat(header(record, "ce_traceparent")).isEqualTo(TRACE);
            return record;
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void produceAgain(ConsumerRecord<String, String> record) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka()), new StringSerializer(), new StringSerializer())) {
            for (int copy = 0; copy < 2; copy++) {
                var unused = producer.send(new ProducerRecord<>(
                                "orders", record.partition(), record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }

    private String outboxEvent() {
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder()).build()) {
            return dynamoDb.scan(request -> request.tableName("hops-OutboxTable")).items().stream()
                    .flatMap(row -> row.values().stream())
                    .map(value -> value.s() == null ? "" : value.s())
                    .filter(text -> text.contains("\"specversion\""))
                    .findFirst()
                    .orElse("");
        }
    }

    /** As a relay does whose mark was lost. */
    private void relayAgain(String event) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName("hops-events")
                .source("orders")
                .detailType("OrderAccepted")
                .detail(event)
                .build();
        try (EventBridgeClient bus = client(EventBridgeClient.builder()).build()) {
            assertThat(bus.putEvents(request -> request.entries(entry)).failedEntryCount())
                    .isZero();
        }
    }

    /** Takes what the bus brought to RabbitMQ, does not acknowledge it, and puts a copy beside it. */
    private void deliverAgain(String event) throws Exception {
        try (Connection connection = rabbitMq()) {
            Channel channel = connection.createChannel();
            GetResponse taken = await("the message")
                    .atMost(PATIENCE)
                    .until(() -> channel.basicGet("shipments", false), message -> message != null);
            Map<String, Object> headers = taken.getProps().getHeaders();
            assertThat(String.valueOf(headers.get("cloudEvents_correlationid"))).isEqualTo(CORRELATION);
            assertThat(String.valueOf(headers.get("cloudEvents_traceparent"))).isEqualTo(TRACE);
            channel.basicPublish("", "shipments", taken.getProps(), taken.getBody());
            BasicProperties structured = new BasicProperties.Builder()
                    .contentType("application/cloudevents+json")
                    .build();
            channel.basicPublish("", "shipments", structured, event.getBytes(StandardCharsets.UTF_8));
        }
    }

    private EventSourceMappingConfiguration shipping() {
        try (LambdaClient lambda = client(LambdaClient.builder()).build()) {
            return lambda.listEventSourceMappings(request -> request.functionName("hops-ShipFunction"))
                    .eventSourceMappings()
                    .getFirst();
        }
    }

    private void enable(EventSourceMappingConfiguration mapping, boolean enabled) {
        try (LambdaClient lambda = client(LambdaClient.builder()).build()) {
            var unused = lambda.updateEventSourceMapping(
                    request -> request.uuid(mapping.uuid()).enabled(enabled));
            await("the mapping")
                    .atMost(PATIENCE)
                    .until(() -> lambda.getEventSourceMapping(request -> request.uuid(mapping.uuid()))
                            .state()
                            .equals(enabled ? "Enabled" : "Disabled"));
        }
    }

    private Map<String, AttributeValue> item(String table, String key) {
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder()).build()) {
            return dynamoDb.getItem(request -> request.tableName("hops-" + table + "Table")
                            .key(Map.of(key, AttributeValue.fromS("order-1")))
                            .consistentRead(true))
                    .item();
        }
    }

    /** How many records of the topic are done with. */
    private long committed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            return admin.listConsumerGroupOffsets("accept").partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    /** With those in flight. */
    private int size(String queue) {
        try (SqsClient sqs = client(SqsClient.builder()).build()) {
            String url = sqs.getQueueUrl(request -> request.queueName("hops-" + queue))
                    .queueUrl();
            return sqs
                    .getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("All"))
                    .attributesAsStrings()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().matches("ApproximateNumberOfMessages(NotVisible)?"))
                    .mapToInt(entry -> Integer.parseInt(entry.getValue()))
                    .sum();
        }
    }

    private long messagesOfRabbitMq() throws Exception {
        try (Connection connection = rabbitMq()) {
            return connection.createChannel().messageCount("shipments");
        }
    }

    private Connection rabbitMq() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(URI.create(String.valueOf(servers.addresses().get("rabbitmq"))));
        return factory.newConnection();
    }

    private String kafka() {
        return String.valueOf(servers.addresses().get("kafka"));
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
