package dev.evenstep.examples.changedata;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import io.debezium.engine.format.KeyValueHeaderChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Debezium's connector for PostgreSQL, from its start to its close; what it sends goes to the topics. */
final class Connector {

    private final DebeziumEngine<ChangeEvent<String, String>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** @param more properties of the connector, beside those of this test */
    Connector(int port, Path offsets, Topics topics, Map<String, String> more) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "name", "shop",
                "topic.prefix", "shop",
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "plugin.name", "pgoutput",
                "database.hostname", "127.0.0.1",
                "database.port", Integer.toString(port),
                "database.user", "postgres",
                "database.password", "unused",
                "database.dbname", "postgres"));
        properties.putAll(Map.of(
                "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "offset.storage.file.filename", offsets.toString(),
                "offset.flush.interval.ms", "0",
                "schema.include.list", "public",
                "signal.data.collection", "public.signals",
                "provide.transaction.metadata", "true",
                "heartbeat.interval.ms", "500",
                "skipped.operations", "none"));
        properties.putAll(more);
        this.engine = DebeziumEngine.create(KeyValueHeaderChangeEventFormat.of(Json.class, Json.class, Json.class))
                .using(properties)
                .notifying(topics::append)
                .using((DebeziumEngine.CompletionCallback) (ended, message, failure) -> topics.ended(failure))
                .build();
        thread.execute(engine);
    }

    void stop() throws IOException {
        engine.close();
        thread.close();
    }
}
