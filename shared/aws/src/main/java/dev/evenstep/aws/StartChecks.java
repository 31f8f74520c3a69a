package dev.evenstep.aws;

import dev.evenstep.aws.internal.AwsFailures;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.Failure;
import dev.evenstep.decision.FailureClass;
import dev.evenstep.spi.FailureRule;
import dev.evenstep.spi.LeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Looks at a function's start whether what its environment names is there, all at once and for two seconds at most. What is
 * known to be missing or to have another key fails the start, so that events wait in place of being given up one by one.
 * What cannot be asked (access denied, throttled, too slow) is logged, and stops nobody.
 */
final class StartChecks {

    private static final Logger log = LoggerFactory.getLogger(StartChecks.class);

    /** Set to {@code off}, nothing is looked at. */
    private static final String SWITCH = "START_CHECKS";

    private static final String START = "start";
    private static final String TABLE = "_TABLE";
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** The keys of the tables that are ours, partition key first. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "IDEMPOTENCY_TABLE", List.of("id"),
            "EVENTS_TABLE", List.of("stream", "commit"),
            "OUTBOX_TABLE", List.of("entity", "version"),
            "PARKED_TABLE", List.of("record", "place"),
            "SUBJECT_KEYS_TABLE", List.of("subject"),
            "VIEWS_TABLE", List.of("generation", "view"));

    private final Settings settings;
    private final List<FutureTask<Boolean>> checks = new ArrayList<>();

    StartChecks(Settings settings) {
        this.settings = settings;
    }

    /** Every variable that ends in {@code _TABLE}. */
    StartChecks tables(Supplier<DynamoDbClient> dynamoDb) {
        settings.environment().forEach((variable, name) -> {
            if (variable.endsWith(TABLE) && !name.isBlank()) {
                add(() -> table(dynamoDb.get(), variable, name));
            }
        });
        return this;
    }

    StartChecks queue(Supplier<SqsClient> sqs, String variable) {
        add(() -> {
            String url = settings.environment().getOrDefault(variable, "");
            try {
                var unused = sqs.get()
                        .getQueueAttributes(
                                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN));
            } catch (QueueDoesNotExistException missing) {
                throw missing(variable, "queue", missing);
            }
        });
        return this;
    }

    StartChecks leases(LeaseStore leases) {
        add(leases::check);
        return this;
    }

    /** @param describe asks for it, and throws what the service answers */
    StartChecks resource(String variable, String what, Runnable describe) {
        add(() -> {
            try {
                describe.run();
            } catch (AwsServiceException refused) {
                boolean isMissing = refused.awsErrorDetails() != null
                        && "ResourceNotFoundException"
                                .equals(refused.awsErrorDetails().errorCode());
                if (!isMissing) {
                    throw refused;
                }
                throw missing(variable, what, refused);
            }
        });
        return this;
    }

    private void table(DynamoDbClient dynamoDb, String variable, String name) {
        try {
            List<String> keys = dynamoDb.describeTable(request -> request.tableName(name)).table().keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .collect(Collectors.toList());
            List<String> ours = KEYS.getOrDefault(variable, keys);
            if (!keys.equals(ours)) {
                throw new ConfigurationFailure(
                        START,
                        "The environment variable " + variable + " is \"" + name + "\", and the key of that table is "
                                + keys + ": name a table whose key is " + ours);
            }
        } catch (ResourceNotFoundException missing) {
            throw missing(variable, "table", missing);
        }
    }

    private ConfigurationFailure missing(String variable, String what, Throwable cause) {
        return new ConfigurationFailure(
                START,
                "The environment variable %s is \"%s\", and there is no such %s: correct it, or deploy the %s"
                        .formatted(variable, settings.environment().get(variable), what, what),
                cause);
    }

    private void add(Runnable check) {
        checks.add(new FutureTask<>(check, true));
    }

    /** @throws ConfigurationFailure that names the variable, the resource and the remedy */
    void run() {
        if ("off".equals(settings.optional(SWITCH))) {
            return;
        }
        checks.forEach(Thread::startVirtualThread);
        long end = System.nanoTime() + LONGEST.toNanos();
        for (FutureTask<Boolean> check : checks) {
            await(check, end - System.nanoTime());
        }
    }

    private static void await(FutureTask<Boolean> check, long nanos) {
        try {
            boolean unused = check.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ConfigurationFailure wrong) {
                throw wrong;
            }
            Throwable unasked = failed.getCause() == null ? failed : failed.getCause();
            Failure failure = new AwsFailures().or(FailureRule.standard()).judgeChain(unasked);
            log.warn(
                    "Could not look whether what the environment names is there ({}): {}{}",
                    failure.kind().code(),
                    unasked.getMessage(),
                    failure.kind() == FailureClass.CONFIGURATION ? "; grant it, or set " + SWITCH + " to off" : "");
        } catch (TimeoutException slow) {
            log.warn("Could not look within {} whether what the environment names is there", LONGEST);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
