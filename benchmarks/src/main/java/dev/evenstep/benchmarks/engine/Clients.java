package dev.evenstep.benchmarks.engine;

import dev.evenstep.benchmarks.Options;
import dev.evenstep.engine.protocol.AwsService;
import dev.evenstep.engine.sdk.InProcessHttpClient;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** The AWS SDK's clients, all made alike. */
final class Clients {

    private Clients() {}

    /**
     * Signs, as clients of AWS do.
     *
     * @param options {@code --client url-connection}: by the JDK's own HTTP client, as the functions do; else by the
     *     SDK's default, Apache's
     */
    static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C overHttp(
            B builder, URI endpoint, Options options) {
        return common(builder, endpoint)
                .httpClient(
                        options.text("client").orElse("").equals("url-connection")
                                ? UrlConnectionHttpClient.create()
                                : ApacheHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** Does not sign: there is no wire. */
    static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C inProcess(
            B builder, AwsService service) {
        return common(builder, URI.create("http://localhost"))
                .httpClient(new InProcessHttpClient(service::handle))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B common(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }
}
