package dev.evenstep.testkit.local;

import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
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
        aws = LocalAws.start(
                Templates.read(template, names),
                options.apply(LocalOptions.defaults().withPort(0)));
    }

    @Override
    public void preDestroyTestInstance(ExtensionContext context) {
        Objects.requireNonNull(aws).close();
    }

    public URI endpoint() {
        return Objects.requireNonNull(aws, "the extension is not registered as a static field")
                .endpoint();
    }

    /** The name that a table, queue or bus of the template has here: {@code test-} and its own. */
    public String name(String logical) {
        return "test-" + logical;
    }

    /** A client of this endpoint, such as {@code client(SqsClient.builder()).build()}. */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}
