package dev.evenstep.aws.internal;

import dev.evenstep.internal.batch.BatchOptions;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * AWS clients for a function: the JDK's own HTTP client, which costs the least at a cold start, as many connections kept
 * open as records are at work at once by default, and a bound on every attempt, so that a lost connection is noticed. The SDK repeats attempts, so a whole call can take several times as
 * long: whoever must answer in time bounds the call itself, as batches and redelivery do. Region, credentials and endpoint
 * come from Lambda's environment, as the SDK reads it.
 */
public final class FunctionClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    /** The JDK's own name and, where nobody sets it, 5 idle connections a host (Networking Properties): a batch's others would shake hands anew each time. */
    private static final String IDLE_CONNECTIONS = "http.maxConnections";

    private FunctionClients() {}

    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
        if (System.getProperty(IDLE_CONNECTIONS) == null) {
            System.setProperty(
                    IDLE_CONNECTIONS, Integer.toString(BatchOptions.defaults().concurrency()));
        }
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(config -> config.apiCallAttemptTimeout(ATTEMPT));
    }
}
