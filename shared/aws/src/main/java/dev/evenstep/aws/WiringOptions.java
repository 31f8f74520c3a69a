package dev.evenstep.aws;

import com.fasterxml.jackson.databind.Module;
import dev.evenstep.aws.internal.AwsFailures;
import dev.evenstep.internal.batch.BatchOptions;
import dev.evenstep.internal.consume.ConsumeOptions;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.retry.RetryPolicy;
import dev.evenstep.internal.schema.DataBinding;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.LeaseStore;
import dev.evenstep.spi.RecordMapping;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Everything that can be chosen about a function: by default, by its environment, and by its code at last. */
record WiringOptions(
        Settings settings,
        FailureRule rule,
        RetryPolicy retries,
        BatchOptions batch,
        ConsumeOptions consuming,
        Limits limits,
        RecordMapping mapping,
        UnknownTypes unknownTypes,
        Reporting reporting,
        WiringPorts ports) {

    static WiringOptions from(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        return new WiringOptions(
                settings,
                new AwsFailures().or(FailureRule.standard()),
                retries(settings),
                batch(settings),
                consuming(settings),
                Limits.defaults(),
                record -> record,
                UnknownTypes.DEAD_LETTER,
                Reporting.metricsAlone(),
                WiringPorts.ofLambda());
    }

    private static RetryPolicy retries(Settings settings) {
        RetryPolicy defaults = RetryPolicy.defaults();
        Duration base =
                settings.secondsOr("RETRY_BASE_SECONDS", "the seconds before a first retry", RetryPolicy.DEFAULT_BASE);
        int attempts =
                settings.countOr("RETRY_ATTEMPTS", "how often a record is tried that fails", defaults.attempts());
        Duration patience = settings.secondsOr(
                "RETRY_PATIENCE_SECONDS",
                "the seconds for which what fails for want of a dependency is tried",
                defaults.patience());
        return RetryPolicy.from(base).withAttempts(attempts).withPatience(patience);
    }

    private static BatchOptions batch(Settings settings) {
        BatchOptions defaults = BatchOptions.defaults();
        return defaults.withConcurrency(settings.countOr(
                "BATCH_CONCURRENCY", "the most records of an invocation at work at once", defaults.concurrency()));
    }

    private static ConsumeOptions consuming(Settings settings) {
        ConsumeOptions defaults = ConsumeOptions.defaults();
        return defaults.withRemember(settings.secondsOr(
                        "IDEMPOTENCY_TTL_SECONDS",
                        "the seconds for which a handled event is known",
                        defaults.remember()))
                .withPatience(settings.secondsOr(
                        "GAP_PATIENCE_SECONDS", "the seconds for what is missing", defaults.patience()));
    }

    Supplier<DynamoDbClient> dynamoDb() {
        return ports.dynamoDb();
    }

    Supplier<SqsClient> sqs() {
        return ports.sqs();
    }

    /** Null: records are in DynamoDB. */
    @Nullable
    LeaseStore leaseStore() {
        return ports.leaseStore();
    }

    Clock clock() {
        return consuming.clock();
    }

    WiringOptions withRule(FailureRule other) {
        return new WiringOptions(
                settings, other, retries, batch, consuming, limits, mapping, unknownTypes, reporting, ports);
    }

    WiringOptions withRetries(RetryPolicy other) {
        return new WiringOptions(
                settings, rule, other, batch, consuming, limits, mapping, unknownTypes, reporting, ports);
    }

    WiringOptions withBatch(BatchOptions other) {
        return new WiringOptions(
                settings, rule, retries, other, consuming, limits, mapping, unknownTypes, reporting, ports);
    }

    WiringOptions withConsuming(ConsumeOptions other) {
        return new WiringOptions(
                settings, rule, retries, batch, other, limits, mapping, unknownTypes, reporting, ports);
    }

    WiringOptions withModules(List<Module> modules) {
        return withConsuming(consuming.withBinding(new DataBinding(modules)));
    }

    WiringOptions withLimits(Limits other) {
        return new WiringOptions(
                settings, rule, retries, batch, consuming, other, mapping, unknownTypes, reporting, ports);
    }

    WiringOptions withMapping(RecordMapping next) {
        return new WiringOptions(
                settings, rule, retries, batch, consuming, limits, mapping.then(next), unknownTypes, reporting, ports);
    }

    WiringOptions withUnknownTypes(UnknownTypes other) {
        return new WiringOptions(settings, rule, retries, batch, consuming, limits, mapping, other, reporting, ports);
    }

    WiringOptions withReporting(Reporting other) {
        return new WiringOptions(
                settings, rule, retries, batch, consuming, limits, mapping, unknownTypes, other, ports);
    }

    WiringOptions withDynamoDb(Supplier<DynamoDbClient> other) {
        return new WiringOptions(
                settings,
                rule,
                retries,
                batch,
                consuming,
                limits,
                mapping,
                unknownTypes,
                reporting,
                ports.withDynamoDb(other));
    }

    WiringOptions withSqs(Supplier<SqsClient> other) {
        return new WiringOptions(
                settings,
                rule,
                retries,
                batch,
                consuming,
                limits,
                mapping,
                unknownTypes,
                reporting,
                ports.withSqs(other));
    }

    WiringOptions withLeaseStore(LeaseStore other) {
        return new WiringOptions(
                settings,
                rule,
                retries,
                batch,
                consuming,
                limits,
                mapping,
                unknownTypes,
                reporting,
                ports.withLeaseStore(other));
    }
}
