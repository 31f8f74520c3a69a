package dev.evenstep.testkit;

import dev.evenstep.local.LocalAws;
import dev.evenstep.local.LocalOptions;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * The queues, tables and buses of a template, real servers on this machine, for the tests of a JVM: started when the
 * first test class needs them, on any free port, and closed after the last. Functions are not run. Register it as a
 * static field with {@code @RegisterExtension}; tests share the servers, so they use keys of their own.
 */
public final class LocalAwsExtension implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LocalAwsExtension.class);

    private final Path template;
    private final Map<String, String> parameters;
    private @Nullable LocalAws aws;

    private LocalAwsExtension(Path template, Map<String, String> parameters) {
        this.template = template;
        this.parameters = parameters;
    }

    /**
     * @param template relative to the module that is tested
     * @param parameters the template's, where it has no defaults
     */
    public static LocalAwsExtension of(String template, Map<String, String> parameters) {
        return new LocalAwsExtension(Path.of(template), parameters);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        aws = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(template.toAbsolutePath().normalize(), this::start, LocalAws.class);
    }

    private LocalAws start(Path file) {
        TemplateOptions options =
                TemplateOptions.defaults().withStackName("test").withParameters(parameters);
        return LocalAws.start(
                Templates.read(file, options), LocalOptions.defaults().withPort(0));
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
