package dev.evenstep.benchmarks.engine;

import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Callers;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import dev.evenstep.dynamodb.DynamoDb;
import dev.evenstep.dynamodb.DynamoDbOptions;
import dev.evenstep.engine.http.HttpEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Conditional puts and transactions per second: within the process, over HTTP, and of the engine in Rust. */
final class ItemsBenchmark implements Benchmark {

    private static final int CALLERS = 4;
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final String INSIDE = "in process";
    private static final String HTTP = "over HTTP";
    private static final String RUST = "dynoxide over HTTP";

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public Report run(Options options) throws Exception {
        Map<String, DynamoDbClient> clients = new LinkedHashMap<>();
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            var engine = DynamoDb.start(DynamoDbOptions.defaults());
            opened.add(engine);
            clients.put(INSIDE, Clients.inProcess(DynamoDbClient.builder(), engine.service()));
            var other = DynamoDb.start(DynamoDbOptions.defaults());
            opened.add(other);
            var endpoint = HttpEndpoint.bind(0);
            opened.add(endpoint);
            endpoint.serve(LONGEST_BODY, other.service()::handle);
            clients.put(HTTP, Clients.overHttp(DynamoDbClient.builder(), endpoint.address(), options));
            if (options.text("rust").isPresent()) {
                var rust = RustEngine.start(options.text("rust").orElseThrow());
                opened.add(rust);
                clients.put(RUST, Clients.overHttp(DynamoDbClient.builder(), rust.endpoint(), options));
            }
            return report(measure(clients, options));
        } finally {
            for (AutoCloseable each : opened.reversed()) {
                each.close();
            }
        }
    }

    private static Map<String, Figure> measure(Map<String, DynamoDbClient> clients, Options options) throws Exception {
        var rounds = new Rounds();
        clients.forEach((where, client) -> {
            rounds.add("conditional puts, " + where, () -> {
                var calls = Calls.toNewTable(client, false);
                return Callers.perSecond(CALLERS, options.time(), caller -> calls::conditionalPut);
            });
            rounds.add("transactions of three puts into a table with a stream, " + where, () -> {
                var calls = Calls.toNewTable(client, true);
                return Callers.perSecond(CALLERS, options.time(), caller -> calls::transaction);
            });
        });
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (Figure figure : rounds.run(options.rounds(), "calls/s")) {
            figures.put(figure.what(), figure);
        }
        return figures;
    }

    private static Report report(Map<String, Figure> figures) {
        List<Ratio> ratios = new ArrayList<>();
        for (String what : List.of("conditional puts, ", "transactions of three puts into a table with a stream, ")) {
            var http = figure(figures, what + HTTP);
            ratios.add(Ratio.atLeast(3, what + "in process : over HTTP", figure(figures, what + INSIDE), http));
            var rust = figures.get(what + RUST);
            if (rust != null) {
                double least = what.startsWith("conditional") ? 0.9 : 1.5;
                ratios.add(Ratio.atLeast(least, what + "over HTTP : dynoxide over HTTP", http, rust));
            }
        }
        return new Report(
                "Four threads with the AWS SDK call the DynamoDB engine, within the process and over HTTP, and"
                        + " dynoxide (an engine in Rust, `cargo install dynoxide-rs`) over HTTP. All keep what they"
                        + " hold in memory; each round writes to a new table.",
                List.copyOf(figures.values()),
                ratios);
    }

    private static Figure figure(Map<String, Figure> figures, String what) {
        var figure = figures.get(what);
        if (figure == null) {
            throw new IllegalStateException("not measured: " + what);
        }
        return figure;
    }
}
