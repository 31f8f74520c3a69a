package dev.evenstep.local.mapping;

import dev.evenstep.engine.storage.Storage;
import dev.evenstep.engine.time.TimeSource;
import dev.evenstep.local.LocalAws;
import dev.evenstep.local.ServiceLocator;
import dev.evenstep.local.SharedAws;
import dev.evenstep.local.broker.Brokers;
import dev.evenstep.local.journal.Journal;
import dev.evenstep.local.lambda.Invoker;
import dev.evenstep.local.lambda.RunnerFixture.Sent;
import dev.evenstep.local.lambda.report.FunctionEvent;
import dev.evenstep.local.stack.MappingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Mappings of one test, with what they told; closed with it. */
final class MappingFixture implements AutoCloseable {

    final ScriptedFunction function;
    final Journal journal = Journal.in(Storage.memory());
    final List<FunctionEvent> events = new CopyOnWriteArrayList<>();
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    Brokers brokers = Brokers.none();
    private final List<Mappings> opened = new ArrayList<>();
    private final ServiceLocator services;

    private MappingFixture(ScriptedFunction function, ServiceLocator services) {
        this.function = function;
        this.services = services;
    }

    static MappingFixture ofQueues(SharedAws.Running aws) {
        return new MappingFixture(new ScriptedFunction(2), aws.aws().services());
    }

    static MappingFixture ofStreams(SharedAws.Running aws) {
        return ofStreams(aws.aws());
    }

    static MappingFixture ofStreams(LocalAws aws) {
        return new MappingFixture(new ScriptedFunction(4), aws.services());
    }

    static MappingOptions options() {
        return new MappingOptions(Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(100));
    }

    /** A mapping of a queue: batches of 10, no window. */
    static MappingSpec queue(String arn) {
        return new MappingSpec(
                UUID.randomUUID().toString(), "f", arn, true, 10, Duration.ZERO, null, List.of(), true, null);
    }

    /** A mapping of a stream: batches of 100, everything from the beginning, retried without end. */
    static MappingSpec stream(String arn) {
        return new MappingSpec(
                UUID.randomUUID().toString(),
                "f",
                arn,
                true,
                100,
                Duration.ZERO,
                null,
                List.of(),
                false,
                new MappingSpec.Stream("TRIM_HORIZON", false, -1, null, 1, null));
    }

    static MappingSpec withBatch(MappingSpec spec, int size, Duration window) {
        return new MappingSpec(
                spec.id(),
                spec.function(),
                spec.sourceArn(),
                spec.enabled(),
                size,
                window,
                spec.maximumConcurrency(),
                spec.filters(),
                spec.reportsItemFailures(),
                spec.stream());
    }

    static MappingSpec withConcurrency(MappingSpec spec, int most) {
        return new MappingSpec(
                spec.id(),
                spec.function(),
                spec.sourceArn(),
                spec.enabled(),
                spec.batchSize(),
                spec.window(),
                most,
                spec.filters(),
                spec.reportsItemFailures(),
                spec.stream());
    }

    static MappingSpec withFilters(MappingSpec spec, String... filters) {
        return new MappingSpec(
                spec.id(),
                spec.function(),
                spec.sourceArn(),
                spec.enabled(),
                spec.batchSize(),
                spec.window(),
                spec.maximumConcurrency(),
                List.of(filters),
                spec.reportsItemFailures(),
                spec.stream());
    }

    static MappingSpec withEnabled(MappingSpec spec, boolean enabled) {
        return new MappingSpec(
                spec.id(),
                spec.function(),
                spec.sourceArn(),
                enabled,
                spec.batchSize(),
                spec.window(),
                spec.maximumConcurrency(),
                spec.filters(),
                spec.reportsItemFailures(),
                spec.stream());
    }

    static MappingSpec withReports(MappingSpec spec, boolean reports) {
        return new MappingSpec(
                spec.id(),
                spec.function(),
                spec.sourceArn(),
                spec.enabled(),
                spec.batchSize(),
                spec.window(),
                spec.maximumConcurrency(),
                spec.filters(),
                reports,
                spec.stream());
    }

    static MappingSpec withStream(MappingSpec spec, MappingSpec.Stream stream) {
        return new MappingSpec(
                spec.id(),
                spec.function(),
                spec.sourceArn(),
                spec.enabled(),
                spec.batchSize(),
                spec.window(),
                spec.maximumConcurrency(),
                spec.filters(),
                spec.reportsItemFailures(),
                stream);
    }

    Mappings start(MappingSpec... specs) {
        return start(function, specs);
    }

    Mappings start(Invoker invoker, MappingSpec... specs) {
        Mappings mappings = new Mappings(List.of(specs), sources(invoker, services.time()), options());
        opened.add(mappings);
        mappings.start();
        return mappings;
    }

    Sources sources() {
        return sources(function, services.time());
    }

    Sources sources(Invoker invoker, TimeSource time) {
        return new Sources(
                invoker,
                services.sqs(),
                services.dynamoDb(),
                services.kinesis(),
                brokers,
                journal,
                (arn, body, attributes, group) -> sent.add(new Sent(arn, body)),
                events::add,
                time);
    }

    @Override
    public void close() {
        opened.forEach(Mappings::close);
    }
}
