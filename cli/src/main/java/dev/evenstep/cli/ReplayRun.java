package dev.evenstep.cli;

import dev.evenstep.archive.Archive;
import dev.evenstep.archive.ArchiveQuery;
import dev.evenstep.archive.internal.ArchiveReader;
import dev.evenstep.archive.internal.ConsumerMarks;
import dev.evenstep.archive.internal.MarksReset;
import dev.evenstep.archive.internal.Replay;
import dev.evenstep.archive.internal.ReplayPlan;
import dev.evenstep.internal.retry.Pause;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * A replay from a stack's archive to one of its queues.
 *
 * @param marks null: the functions have no idempotency table
 */
record ReplayRun(
        DeployedStack stack,
        ArchiveQuery query,
        String table,
        String queueUrl,
        String consumer,
        @Nullable ConsumerMarks marks) {

    private static final String MARKS = "IDEMPOTENCY_TABLE";

    /** @throws IllegalArgumentException where there is no such archive, queue or table, or several */
    static ReplayRun of(ArchiveOptions options, String queue, String consumer, @Nullable String marksTable) {
        ArchiveQuery query = options.query();
        DeployedStack stack = options.stack();
        DynamoDbClient dynamoDb = stack.clients().dynamoDb();
        boolean hasMarks = marksTable != null
                || stack.functions().stream()
                        .anyMatch(function -> DeployedStack.variables(function).containsKey(MARKS));
        return new ReplayRun(
                stack,
                query,
                options.table(stack),
                stack.queueUrl(queue),
                consumer,
                hasMarks
                        ? new ConsumerMarks(
                                dynamoDb, stack.anyTable(MARKS, marksTable), consumer, InstantSource.system())
                        : null);
    }

    String queueName() {
        return DeployedStack.lastPart(queueUrl);
    }

    ReplayReport plan(int rate, boolean resetMarks) {
        ReplayPlan plan = ReplayPlan.of(archive().stream(query).iterator(), marks);
        MarksReset reset = resetMarks ? reset() : null;
        return new ReplayReport(plan, consumer, queueName(), functions(), rate, marks != null, reset);
    }

    /** Those behind the queue; none where Lambda does not tell. */
    private List<String> functions() {
        try {
            return stack.mappings().stream()
                    .filter(mapping ->
                            DeployedStack.lastPart(mapping.eventSourceArn()).equals(queueName()))
                    .map(DeployedStack::functionOf)
                    .toList();
        } catch (LambdaException untold) {
            return List.of();
        }
    }

    /** @throws IllegalStateException where something stands in the way; nothing is sent then */
    void resetMarks() {
        reset().run();
    }

    private MarksReset reset() {
        if (marks == null) {
            throw new IllegalArgumentException(
                    "No function here has the variable " + MARKS + ": there are no marks to reset");
        }
        return MarksReset.of(marks, archive().stream(query).iterator());
    }

    Replay.ReplayProgress send(Replay.ResumeToken from, int rate, Consumer<Replay.ReplayProgress> told) {
        return new Replay(
                        new ArchiveReader(stack.clients().dynamoDb(), table),
                        stack.clients().sqs(),
                        queueUrl,
                        InstantSource.system(),
                        Pause.real())
                .send(query, from, rate, told);
    }

    private Archive archive() {
        return Archive.of(stack.clients().dynamoDb(), table);
    }
}
