package dev.evenstep.local.dynamodb;

import dev.evenstep.local.http.LoopbackServer;
import dev.evenstep.local.stack.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB and DynamoDB Streams in this JVM: DynamoDB Local with one database for all keys and regions, without its
 * telemetry, on a loopback port of its own. With a folder, tables, items and streams survive a hard stop.
 *
 * <p>DynamoDB Local's own start binds to every address and leaves threads that keep the JVM alive for up to 10 s; so its
 * parts are put together here. Until it is closed, though, its threads keep the JVM alive.
 *
 * <p>Expired items go late: DynamoDB Local looks at 20 items of a table with a time to live every 10 s, so that a table
 * of 1,000 items is through after some 8 minutes (on AWS: within days). At most eight tables with a time to live are
 * swept at once.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

    private final Threads threads;
    private final LocalDynamoDBServerHandler handler;
    private final LoopbackServer server;
    private final Map<String, String> streams;

    private EmbeddedDynamoDb(
            Threads threads, LocalDynamoDBServerHandler handler, LoopbackServer server, Map<String, String> streams) {
        this.threads = threads;
        this.handler = handler;
        this.server = server;
        this.streams = streams;
    }

    /**
     * Starts it with the tables of a template. Tables that are kept in the folder stay as they are where keys and
     * indexes are the template's; stream and time to live follow the template.
     *
     * @param folder where everything is kept; null: in memory
     * @throws IllegalStateException where a kept table has other keys or indexes than the template says
     */
    public static EmbeddedDynamoDb start(@Nullable Path folder, List<TableSpec> specified) {
        loadNativeLibrary();
        var database = new LocalDynamoDBRequestHandler(0, folder == null, location(folder), true, false);
        var threads = new Threads();
        var handler = new LocalDynamoDBServerHandler(database, null);
        try {
            Map<String, String> streams = threads.call(() -> create(new Tables(database), specified));
            return new EmbeddedDynamoDb(threads, handler, serve(handler), streams);
        } catch (RuntimeException e) {
            stop(handler, threads);
            throw e;
        }
    }

    private static void loadNativeLibrary() {
        try {
            Class.forName(DynamoDBEmbedded.class.getName()); // unpacks and loads SQLite's library from its jar
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String location(@Nullable Path folder) {
        if (folder == null) {
            return null;
        }
        try {
            return Files.createDirectories(folder).toAbsolutePath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the data folder " + folder, e);
        }
    }

    private static Map<String, String> create(Tables tables, List<TableSpec> specified) {
        Map<String, String> streams = new TreeMap<>();
        var existing = tables.names();
        for (TableSpec table : specified) {
            var stream = tables.ensure(table, existing);
            if (stream != null && table.streamArn() != null) {
                streams.put(table.streamArn(), stream);
            }
        }
        return Map.copyOf(streams);
    }

    private static LoopbackServer serve(LocalDynamoDBServerHandler handler) {
        try {
            var server = LoopbackServer.bind(0);
            server.serve(handler);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB found no free port", e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return server.address();
    }

    /** What answers its requests, for a server that has other things to answer too. */
    public Handler handler() {
        return handler;
    }

    /** The real ARN of a stream by the one that the template knows it by; any other ARN is given back as it is. */
    public String streamArn(String arn) {
        return streams.getOrDefault(arn, arn);
    }

    /** Stops it, usually at once. Idempotent. */
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            stop(handler, threads);
        }
    }

    private static void stop(LocalDynamoDBServerHandler handler, Threads threads) {
        handler.close();
        threads.end();
    }
}
