package dev.evenstep.brokers;

import dev.evenstep.aws.Evenstep;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.ServiceLocator;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A template on this machine, with functions in this JVM and brokers that are there already. */
final class BrokersFixture implements AutoCloseable {

    final Stack stack;
    final LocalAws aws;
    final DynamoDbClient dynamoDb;
    final SqsClient sqs;
    private final Brokers brokers;
    private final BiConsumer<BrokersFixture, InJvmFunctions> wiring;
    private final List<InJvmFunctions> more = new ArrayList<>();

    /**
     * @param template among this module's test resources
     * @param wiring gives functions their handlers; called for each poller
     */
    BrokersFixture(
            String template,
            Map<String, String> parameters,
            Brokers brokers,
            BiConsumer<BrokersFixture, InJvmFunctions> wiring) {
        this.brokers = brokers;
        this.wiring = wiring;
        stack = Templates.read(
                Path.of("src/test/resources", template),
                TemplateOptions.defaults().withStackName("test").withParameters(parameters));
        aws = LocalAws.start(stack, LocalOptions.defaults().withPort(0));
        dynamoDb = client(DynamoDbClient.builder()).build();
        sqs = client(SqsClient.builder()).build();
    }

    /** Another poller of every mapping, with the same handlers, until it is closed. */
    InJvmFunctions poll() {
        InJvmFunctions functions = new InJvmFunctions(services(), brokers);
        wiring.accept(this, functions);
        functions.start();
        more.add(functions);
        return functions;
    }

    private ServiceLocator services() {
        return aws.services();
    }

    <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** The wiring of a function, with the template's variables. */
    Evenstep evenstep(String function) {
        Map<String, String> environment = stack.functions().stream()
                .filter(spec -> spec.name().equals(function))
                .map(FunctionSpec::environment)
                .findFirst()
                .orElseThrow();
        return Evenstep.from(environment)
                .withDynamoDb(() -> dynamoDb)
                .withSqs(() -> sqs)
                .withoutMetrics();
    }

    /** How often an effect has been applied to a thing. */
    int applied(String thing) {
        AttributeValue count = dynamoDb.getItem(request -> request.tableName("test-ThingsTable")
                        .key(Map.of("id", AttributeValue.fromS(thing)))
                        .consistentRead(true))
                .item()
                .get("count");
        return count == null ? 0 : Integer.parseInt(count.n());
    }

    int things() {
        return dynamoDb
                .scanPaginator(request -> request.tableName("test-ThingsTable").consistentRead(true))
                .stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    /** What lies in a queue, with its attributes; it stays hidden for as long as the test runs. */
    List<Message> messages(String queue) {
        String url =
                sqs.getQueueUrl(request -> request.queueName("test-" + queue)).queueUrl();
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(600)
                            .messageAttributeNames("All"))
                    .messages();
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    static String attribute(Message message, String name) {
        return Objects.requireNonNull(message.messageAttributes().get(name), name)
                .stringValue();
    }

    @Override
    public void close() {
        more.forEach(InJvmFunctions::close);
        aws.close();
    }
}
