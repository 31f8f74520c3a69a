package dev.evenstep.benchmarks.engine;

import dev.evenstep.benchmarks.Benchmark;
import dev.evenstep.benchmarks.Figure;
import dev.evenstep.benchmarks.Options;
import dev.evenstep.benchmarks.Ratio;
import dev.evenstep.benchmarks.Report;
import dev.evenstep.benchmarks.Rounds;
import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.sqs.Sqs;
import dev.evenstep.sqs.SqsOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends, receives and deletes per second, over HTTP: the SQS engine and ElasticMQ. */
final class QueueBenchmark implements Benchmark {

    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final String OURS = ", over HTTP";
    private static final String THEIRS = ", ElasticMQ over HTTP";

    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public Report run(Options options) throws Exception {
        int messages = options.number("messages", 12_000);
        try (var endpoint = HttpEndpoint.bind(0)) {
            var service = Sqs.start(SqsOptions.memory(endpoint.address())).service();
            endpoint.serve(LONGEST_BODY, service::handle);
            var elastic =
                    SQSRestServerBuilder.withInterface("127.0.0.1").withPort(0).start();
            int port = elastic.waitUntilStarted().localAddress().getPort();
            try {
                var rounds = new Rounds();
                add(rounds, OURS, Clients.overHttp(SqsClient.builder(), endpoint.address(), options), messages);
                add(
                        rounds,
                        THEIRS,
                        Clients.overHttp(SqsClient.builder(), URI.create("http://127.0.0.1:" + port), options),
                        messages);
                return report(rounds.run(options.rounds(), "calls/s"));
            } finally {
                elastic.stopAndWait();
            }
        }
    }

    private static void add(Rounds rounds, String whose, SqsClient client, int messages) {
        List<QueueCalls> queues = new ArrayList<>();
        rounds.add("sends" + whose, () -> {
            queues.add(QueueCalls.toNewQueue(client, messages));
            return queues.getLast().send();
        });
        rounds.add("receives of one" + whose, () -> queues.getLast().receive());
        rounds.add("deletes" + whose, () -> queues.getLast().delete());
    }

    private static Report report(List<Figure> figures) {
        List<Ratio> ratios = new ArrayList<>();
        int kinds = figures.size() / 2;
        for (int kind = 0; kind < kinds; kind++) {
            var what = figures.get(kind).what().replace(OURS, "");
            ratios.add(Ratio.atLeast(2, what + ", ours : ElasticMQ's", figures.get(kind), figures.get(kind + kinds)));
        }
        return new Report(
                "Four threads with the AWS SDK send messages of 200 bytes, receive them one by one and delete them, over"
                        + " HTTP: the SQS engine and ElasticMQ, both in memory and in the process of the callers; each"
                        + " round with a new queue.",
                figures,
                ratios);
    }
}
