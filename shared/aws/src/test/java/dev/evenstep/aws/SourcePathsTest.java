package dev.evenstep.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.evenstep.consume.Consumer;
import dev.evenstep.consume.TransactionalConsumer;
import dev.evenstep.effect.Effect;
import dev.evenstep.effect.ItemKey;
import dev.evenstep.effect.Write;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.QueueSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import dev.evenstep.schema.EventType;
import dev.evenstep.testkit.FakeContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Sources the whole way: from the stream or the topic, by the local AWS's mapping, to a consumer's effect. */
class SourcePathsTest {

    private record Noted(String text) {}

    private static final EventType<Noted> NOTED = EventType.of("test", "Noted", Noted.class);
    private static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final List<String> applied = Collections.synchronizedList(new ArrayList<>());
    private final TransactionalConsumer notes = Consumer.transactional("noting").on(NOTED, event -> {
        applied.add(event.data().text());
        return Effect.of(
                Write.update(ItemKey.of("things", "id", event.envelope().id())).add("count", 1));
    });

    private final AtomicReference<@Nullable SourcePaths> paths = new AtomicReference<>();
    private final LocalAws aws = LocalAws.start(stack(), LocalOptions.defaults().withPort(0), services -> {
        var made = new SourcePaths(services, mappings(services.stack()));
        paths.set(made);
        return made;
    });
    private final SourcePaths functions = Objects.requireNonNull(paths.get());
    private final SqsClient sqs = SqsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(ANYBODY)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final DynamoDbClient dynamoDb = DynamoDbClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(ANYBODY)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterEach
    void close() {
        aws.close();
        sqs.close();
        dynamoDb.close();
    }

    private static Stack stack() {
        return Templates.read(
                Path.of("src/test/resources/paths.yaml"),
                TemplateOptions.defaults().withStackName("test").withParameters(Map.of()));
    }

    private static List<MappingSpec> mappings(Stack stack) {
        List<MappingSpec> mappings = new ArrayList<>();
        stack.streams()
                .forEach(stream -> mappings.add(mapping(
                        stream.name(),
                        stream.arn(),
                        new MappingSpec.Stream("TRIM_HORIZON", false, -1, null, 1, null))));
        stack.queues().stream()
                .filter(queue -> !queue.name().equals("test-dlq"))
                .map(QueueSpec::arn)
                .forEach(arn -> mappings.add(mapping(arn.substring(arn.lastIndexOf(':') + 1), arn, null)));
        return mappings;
    }

    private static MappingSpec mapping(String function, String source, MappingSpec.@Nullable Stream stream) {
        var id = UUID.randomUUID().toString();
        return new MappingSpec(id, function, source, true, 10, Duration.ZERO, null, List.of(), true, stream);
    }

    private Evenstep evenstep() {
        return Evenstep.from(Map.of(
                        "MAX_RECEIVE_COUNT", "1000",
                        "IDEMPOTENCY_TABLE", "test-idempotency",
                        "THINGS_TABLE", "test-things",
                        "DEAD_LETTER_QUEUE_URL", deadLetterUrl()))
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs);
    }

    private String deadLetterUrl() {
        return sqs.getQueueUrl(request -> request.queueName("test-dlq")).queueUrl();
    }

    private void put(String key, String... bodies) {
        var request = JsonTrees.object().put("StreamName", "test-clicks");
        var records = request.putArray("Records");
        for (String body : bodies) {
            records.addObject().put("PartitionKey", key).put("Data", body.getBytes(StandardCharsets.UTF_8));
        }
        var answer = aws.services().kinesis().call("PutRecords", request);
        assertThat(answer.path("FailedRecordCount").asInt()).isZero();
    }

    private boolean isEmpty(String queue) {
        var url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings()
                .entrySet()
                .stream()
                .filter(attribute -> attribute.getKey().startsWith("ApproximateNumberOfMessages"))
                .allMatch(attribute -> attribute.getValue().equals("0"));
    }

    private static String noted(String id) {
        return WiringRig.body(id, "Noted", "", "{\"text\":\"%s\"}".formatted(id));
    }

    private int count(String id) {
        return Integer.parseInt(dynamoDb.getItem(request -> request.tableName("test-things")
                        .key(Map.of("id", AttributeValue.fromS(id)))
                        .consistentRead(true))
                .item()
                .getOrDefault("count", AttributeValue.fromN("0"))
                .n());
    }

    private List<Message> deadLetters() {
        List<Message> letters = new ArrayList<>();
        await().until(() -> {
            letters.addAll(sqs.receiveMessage(
                            request -> request.queueUrl(deadLetterUrl()).messageAttributeNames("All"))
                    .messages());
            return !letters.isEmpty();
        });
        return letters;
    }

    @Test
    void aStreamsRecordsTakeEffectOnceInOrderAndPoisonIsADeadLetterWithItsPlace() {
        SourceFunction<KinesisEvent, StreamsEventResponse> function = evenstep().source(EventSources.kinesis(), notes);
        functions.add(
                "test-clicks",
                KinesisEvent.class,
                StreamsEventResponse.class,
                event -> function.handle(event, new FakeContext(20_000)));
        put("p", noted("1"), noted("2"), "nonsense", noted("1"), noted("3"));
        aws.services()
                .kinesis()
                .call(
                        "SplitShard",
                        JsonTrees.object()
                                .put("StreamName", "test-clicks")
                                .put("ShardToSplit", "shardId-000000000000")
                                .put("NewStartingHashKey", "170141183460469231731687303715884105728"));
        put("p", noted("4"), noted("2"));
        functions.read();

        await().until(() -> count("4") == 1);
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo("nonsense");
            assertThat(WiringRig.attribute(letter, "evenstep-record")).matches("shardId-000000000000:49\\d{54}");
        });
        // a duplicate is found at the commit, for which the function has run
        assertThat(applied.stream().distinct()).containsExactly("1", "2", "3", "4");
        assertThat(List.of(count("1"), count("2"), count("3"))).containsOnly(1);
    }

    @Test
    void whatATopicPublishesTakesEffectOnceFromAWrappedAndARawQueue() {
        SqsFunction function = evenstep().sqs(notes);
        for (String queue : List.of("test-wrapped", "test-raw")) {
            functions.add(
                    queue,
                    SQSEvent.class,
                    SQSBatchResponse.class,
                    event -> function.handle(event, new FakeContext(20_000)));
        }
        functions.read();
        var topic = stack().topics().getFirst().arn();
        aws.services().destinations().send(topic, noted("1"), Map.of(), null);
        aws.services().destinations().send(topic, "nonsense", Map.of(), null);

        await().until(() -> count("1") == 1);
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.body()).contains("nonsense"));
        await().until(() -> isEmpty("test-wrapped") && isEmpty("test-raw"));
        assertThat(count("1")).isOne();
    }
}
