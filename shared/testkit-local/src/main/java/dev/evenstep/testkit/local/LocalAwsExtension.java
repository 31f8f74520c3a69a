package dev.evenstep.testkit.local;

import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.iam.AccessKeys;
import dev.evenstep.local.iam.RoleUse;
import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.MappingSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestInstancePreDestroyCallback;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The queues, tables and buses of a template on this machine, for tests: each test has its own, empty, on any free port,
 * for it is there within milliseconds. Functions are not run. Register it as a static field with
 * {@code @RegisterExtension}; clients are made in the fields of the test's instance or later.
 */
public final class LocalAwsExtension implements TestInstancePreConstructCallback, TestInstancePreDestroyCallback {

    private final Path template;
    private final Map<String, String> parameters;
    private final UnaryOperator<LocalOptions> options;
    private @Nullable LocalAws aws;
    private @Nullable Stack stack;

    private LocalAwsExtension(Path template, Map<String, String> parameters, UnaryOperator<LocalOptions> options) {
        this.template = template;
        this.parameters = parameters;
        this.options = options;
    }

    /**
     * @param template relative to the module that is tested
     * @param parameters the template's, where it has no defaults
     */
    public static LocalAwsExtension of(String template, Map<String, String> parameters) {
        return new LocalAwsExtension(Path.of(template), parameters, UnaryOperator.identity());
    }

    /** @param change such as a time that the test moves, or faults; applied anew for each test */
    public LocalAwsExtension with(UnaryOperator<LocalOptions> change) {
        return new LocalAwsExtension(template, parameters, change);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        TemplateOptions names = TemplateOptions.defaults().withStackName("test").withParameters(parameters);
        stack = Templates.read(template, names);
        aws = LocalAws.start(stack, options.apply(LocalOptions.defaults().withPort(0)));
    }

    @Override
    public void preDestroyTestInstance(ExtensionContext context) {
        Objects.requireNonNull(aws).close();
    }

    public URI endpoint() {
        return running().endpoint();
    }

    /** The name that a table, queue or bus of the template has here: {@code test-} and its own. */
    public String name(String logical) {
        return "test-" + logical;
    }

    /** A client of this endpoint, such as {@code client(SqsClient.builder()).build()}; it may do everything. */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(B builder) {
        return client(builder, "local");
    }

    /**
     * A client that may do what the policies of a function's role in the template allow.
     *
     * @param function its {@code FunctionName} here
     */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B clientOf(String function, B builder) {
        return client(builder, AccessKeys.of(specOf(function).arn()));
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(B builder, String key) {
        return builder.endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** The variables that the template gives a function. */
    public Map<String, String> environmentOf(String function) {
        return specOf(function).environment();
    }

    /**
     * What the clients of a function were denied so far, and what its role allows and nobody asked for.
     *
     * @throws java.util.NoSuchElementException where not every policy of its role is known here
     */
    public RoleUse roleOf(String function) {
        String name = specOf(function).name();
        return running().roles().stream()
                .filter(role -> role.function().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The queue behind which a function is. */
    String queueArnOf(String function) {
        return started().mappings().stream()
                .filter(mapping -> mapping.function().equals(function))
                .map(MappingSpec::sourceArn)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No queue of the template is mapped to " + function));
    }

    private FunctionSpec specOf(String function) {
        return started().functions().stream()
                .filter(spec -> spec.name().equals(function))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The template has no function " + function + "; its names begin with the stack's, test-"));
    }

    private Stack started() {
        return Objects.requireNonNull(stack, "the extension is not registered as a static field");
    }

    private LocalAws running() {
        return Objects.requireNonNull(aws, "the extension is not registered as a static field");
    }
}
