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
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Conditional puts and transactions per second: by the Java API, within the process, over HTTP, and of the engine in Rust. */
final class ItemsBenchmark implements Benchmark {

    private static final int CALLERS = 4;
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final String JAVA = "by the Java API";
    private static final String INSIDE = "in process";
    private static final String HTTP = "over HTTP";
    private static final String RUST = "dynoxide over HTTP";

    @Override
    public String name() {
        return "dynamodb";
    }

    /**
     * An engine that has just been started.
     *
     * @param toNewTable makes calls to a table that has a stream, or has not
     */
    private record Opened(Function<Boolean, ItemCalls> toNewTable, List<AutoCloseable> all) {

        static Opened by(DynamoDbClient client, AutoCloseable... engine) {
            var all = new ArrayList<>(List.of(engine));
            all.add(client);
            return new Opened(stream -> SdkCalls.toNewTable(client, stream), all);
        }

        void end() throws Exception {
            for (AutoCloseable each : all.reversed()) {
                each.close();
            }
        }
    }

    @Override
    public Report run(Options options) throws Exception {
        Map<String, Callable<Opened>> engines = new LinkedHashMap<>();
        engines.put(JAVA, ItemsBenchmark::java);
        engines.put(INSIDE, ItemsBenchmark::inside);
        engines.put(HTTP, () -> overHttp(options));
        if (options.text("rust").isPresent()) {
            engines.put(RUST, () -> rust(options));
        }
        var warming = options.withMillis(options.number("warming", 20_000));
        for (Callable<Opened> engine : engines.values()) {
            measure(engine, false, warming);
            measure(engine, true, warming);
        }
        var rounds = new Rounds();
        engines.forEach((where, engine) -> {
            rounds.add("conditional puts, " + where, () -> measure(engine, false, options));
            rounds.add(
                    "transactions of three puts into a table with a stream, " + where,
                    () -> measure(engine, true, options));
        });
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (Figure figure : rounds.run(options.rounds(), "calls/s")) {
            figures.put(figure.what(), figure);
        }
        return report(figures);
    }

    private static Opened java() {
        var engine = DynamoDb.start(DynamoDbOptions.defaults());
        return new Opened(stream -> JavaCalls.toNewTable(engine, stream), List.of(engine));
    }

    private static Opened inside() {
        var engine = DynamoDb.start(DynamoDbOptions.defaults());
        var client = Clients.inProcess(DynamoDbClient.builder(), engine.service());
        return Opened.by(client, engine);
    }

    private static Opened overHttp(Options options) throws IOException {
        var engine = DynamoDb.start(DynamoDbOptions.defaults());
        var endpoint = HttpEndpoint.bind(0);
        endpoint.serve(LONGEST_BODY, engine.service()::handle);
        var client = Clients.overHttp(DynamoDbClient.builder(), endpoint.address(), options);
        return Opened.by(client, engine, endpoint);
    }

    private static Opened rust(Options options) throws IOException {
        var engine = RustEngine.start(options.text("rust").orElseThrow());
        var client = Clients.overHttp(DynamoDbClient.builder(), engine.endpoint(), options);
        return Opened.by(client, engine);
    }

    private static double measure(Callable<Opened> engine, boolean transactions, Options options) throws Exception {
        var opened = engine.call();
        try {
            var calls = opened.toNewTable().apply(transactions);
            return Callers.perSecond(
                    CALLERS, options.time(), caller -> transactions ? calls::transaction : calls::conditionalPut);
        } finally {
            opened.end();
        }
    }

    private static Report report(Map<String, Figure> figures) {
        List<Ratio> ratios = new ArrayList<>();
        for (String what : List.of("conditional puts, ", "transactions of three puts into a table with a stream, ")) {
            var http = figure(figures, what + HTTP);
            ratios.add(Ratio.atLeast(3, what + "by the Java API : over HTTP", figure(figures, what + JAVA), http));
            ratios.add(Ratio.atLeast(3, what + "in process : over HTTP", figure(figures, what + INSIDE), http));
            var rust = figures.get(what + RUST);
            if (rust != null) {
                double least = what.startsWith("conditional") ? 0.9 : 1.5;
                ratios.add(Ratio.atLeast(least, what + "over HTTP : dynoxide over HTTP", http, rust));
            }
        }
        return new Report(
                "Four threads call the DynamoDB engine by its Java API and, with the AWS SDK, within the process and"
                        + " over HTTP, and dynoxide (an engine in Rust, `cargo install dynoxide-rs`) over HTTP. All keep what they"
                        + " hold in memory; each round starts a new engine.",
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
