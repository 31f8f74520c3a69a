package dev.evenstep.redis;

import dev.evenstep.decision.ConfigurationFailure;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes connections, to a server or a cluster. A lost one is made again by the client, soon and for as long as it takes. */
final class RedisConnector {

    private static final Duration SOONEST = Duration.ofMillis(10);
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final RedisOptions options;
    private final ClientResources resources;
    private final AbstractRedisClient client;

    RedisConnector(RedisOptions options) {
        this.options = options;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(() -> Delay.fullJitter(SOONEST, LATEST, SOONEST.toMillis(), TimeUnit.MILLISECONDS))
                .build();
        List<RedisURI> uris = options.uris().stream().map(this::complete).toList();
        this.client = options.isCluster() ? cluster(uris) : single(uris.getFirst());
    }

    private RedisClient single(RedisURI uri) {
        RedisClient made = RedisClient.create(resources, uri);
        made.setOptions(configured(ClientOptions.builder()).build());
        return made;
    }

    private RedisClusterClient cluster(List<RedisURI> uris) {
        RedisClusterClient made = RedisClusterClient.create(resources, uris);
        ClusterClientOptions.Builder builder = ClusterClientOptions.builder();
        ClientOptions.Builder unused = configured(builder);
        made.setOptions(builder.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .build())
                .build());
        return made;
    }

    private ClientOptions.Builder configured(ClientOptions.Builder builder) {
        ClientOptions.Builder configured = builder.socketOptions(SocketOptions.builder()
                .connectTimeout(options.timeout())
                .keepAlive(true)
                .build());
        if (options.trusted() == null) {
            return configured;
        }
        if (!options.trusted().toFile().canRead()) {
            throw new ConfigurationFailure(
                    RedisFailures.DEPENDENCY,
                    "RedisLeases: the certificates " + options.trusted() + " cannot be read; name a file in PEM");
        }
        return configured.sslOptions(SslOptions.builder()
                .jdkSslProvider()
                .trustManager(options.trusted().toFile())
                .build());
    }

    private RedisURI complete(RedisURI uri) {
        RedisURI.Builder builder = RedisURI.builder(uri).withTimeout(options.timeout());
        if (options.password() != null) {
            builder = builder.withAuthentication(options.password().provider());
        }
        return builder.build();
    }

    RedisNodes connect() {
        return switch (client) {
            case RedisClient single -> {
                var connection = single.connect();
                yield new RedisNodes(
                        connection,
                        connection.sync(),
                        () -> List.of(connection.sync().info()));
            }
            case RedisClusterClient cluster -> {
                var connection = cluster.connect();
                yield new RedisNodes(connection, connection.sync(), () -> ofPrimaries(connection));
            }
            default -> throw new IllegalStateException("No client of ours: " + client);
        };
    }

    private static List<String> ofPrimaries(StatefulRedisClusterConnection<String, String> connection) {
        return connection.sync().upstream().commands().info().stream().toList();
    }

    void shutdown() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
