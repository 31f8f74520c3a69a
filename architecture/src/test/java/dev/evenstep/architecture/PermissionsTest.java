package dev.evenstep.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The IAM actions of docs/reference.md are those of the calls that the library's classes make: a call without a row, and a
 * row without a call, fail.
 */
class PermissionsTest {

    /** A batch is granted as what it is a batch of; what is not here is an action by its own name. */
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            entry("sqs:SendMessageBatch", "sqs:SendMessage"),
            entry("sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"),
            entry("transaction:Put", "dynamodb:PutItem"),
            entry("transaction:Update", "dynamodb:UpdateItem"),
            entry("transaction:Delete", "dynamodb:DeleteItem"),
            entry("transaction:ConditionCheck", "dynamodb:ConditionCheckItem"));

    private static final Map<String, String> SERVICES = Map.of(
            "DynamoDbClient", "dynamodb:",
            "SqsClient", "sqs:",
            "EventBridgeClient", "events:",
            "KmsClient", "kms:",
            "TransactWriteItem$Builder", "transaction:");

    private static final Path LIST = Modules.ROOT.resolve("shared/aws/src/main/iam/dev/evenstep/cdk/actions.csv");

    /** It needs the actions of its parts. */
    private static final String TRANSACTION = "dynamodb:TransactWriteItems";

    /** Whose calls a row of the page grants. */
    private static final Map<String, List<String>> CALLERS = Map.ofEntries(
            entry("every consumer: failed attempts", List.of("AttemptRequests")),
            entry("transactional, leased: the record", List.of("ReadRequests", "RecordWrites", "SingleWrites")),
            entry("leased: the lease", List.of("LeaseRequests")),
            entry("versioned: the entity", List.of("ReadRequests", "RecordWrites", "SingleWrites")),
            entry("transactional, leased: writes", List.of("TransactedWrites")),
            entry("transactional with reads", List.of("ReadRequests")),
            entry("publishing", List.of("CommitRequests", "OutboxQueries")),
            entry(
                    "in order, dependent, stopping or holding: parked events",
                    List.of("ParkingRequests", "CommitRequests")),
            entry(
                    "in order, dependent, stopping or holding: the count behind a record",
                    List.of("ParkingRequests", "ReadRequests")),
            entry("in order, dependent, stopping or holding: messages to itself", List.of("SqsWakeUps")),
            entry("behind a queue", List.of("QueueCalls")),
            entry("behind EventBridge, Amazon MQ or HTTP with a queue for retries", List.of("SqsRetries")),
            entry("dead letters", List.of("SqsDeadLetters")),
            entry("`handingOnUnknownTypes()`", List.of("SqsHandOver")),
            entry("yielding", List.of("Yielding")),
            entry("`CIRCUIT_BREAKER` is `shared`", List.of("SharedProbes")),
            entry("personal fields: the keys", List.of("KeyTable", "KeyWrapping")),
            entry("start checks", List.of("StartChecks", "OutboxRelay")),
            entry("relay and sweeper", List.of("OutboxQueries", "DynamoDbOutbox")),
            entry("sweeper", List.of("OutboxQueries")),
            entry("relay and sweeper, to a bus", List.of("EventBridgeBus")),
            entry("relay and sweeper, to a FIFO queue", List.of("SqsFifoQueue")),
            entry("event store: appending and reading streams", List.of("DynamoDbCommitLog")),
            entry("event store: snapshots", List.of("DynamoDbSnapshots")),
            entry("event log: sequencing", List.of("DynamoDbCommitLog", "DynamoDbLogTable")),
            entry("event log: subscriptions", List.of("DynamoDbLogTable", "DynamoDbCheckpoints")),
            entry("event log: projections", List.of("DynamoDbLogTable", "DynamoDbCheckpoints")),
            entry("event log: the sweep, besides sequencing", List.of("DynamoDbCommitLog", "DynamoDbLogTable")),
            entry("projections: keeping views", List.of("DynamoDbViewStore")),
            entry("projections: reading views", List.of("DynamoDbViewStore")),
            entry("projections: reading lists", List.of("DynamoDbViewStore")));

    private final Map<String, Set<String>> calls = calls();
    private final Map<String, Set<String>> rows = ReferencePage.rows("IAM actions").stream()
            .collect(Collectors.toMap(
                    List::getFirst,
                    row -> ReferencePage.code(row.get(2)).stream()
                            .filter(code -> code.contains(":"))
                            .collect(Collectors.toCollection(TreeSet::new))));

    @Test
    void everyRowIsKnown() {
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(CALLERS.keySet());
    }

    @Test
    void everyCallIsGrantedByARow() {
        List<String> missing = new ArrayList<>();
        calls.forEach((caller, actions) -> {
            Set<String> granted = CALLERS.entrySet().stream()
                    .filter(row -> row.getValue().contains(caller))
                    .flatMap(row -> rows.getOrDefault(row.getKey(), Set.of()).stream())
                    .collect(Collectors.toSet());
            actions.stream()
                    .filter(action -> !granted.contains(action))
                    .forEach(action -> missing.add(caller + " calls " + action));
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void everyActionOfARowIsCalled() {
        List<String> unused = new ArrayList<>();
        rows.forEach((row, actions) -> {
            Set<String> called = CALLERS.getOrDefault(row, List.of()).stream()
                    .flatMap(caller -> calls.getOrDefault(caller, Set.of()).stream())
                    .collect(Collectors.toSet());
            actions.stream()
                    .filter(action -> !called.contains(action))
                    .forEach(action -> unused.add(row + ": nobody calls " + action));
        });
        assertThat(unused).isEmpty();
    }

    /** The constructs of {@code evenstep-cdk} grant by this list, which says in finer parts what the page's rows say. */
    @Test
    void theListThatIsGrantedByIsThePages() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        for (String line : Files.readAllLines(LIST).stream().skip(1).toList()) {
            String[] columns = line.split("\\|", -1);
            listed.computeIfAbsent(columns[1], row -> new TreeSet<>()).addAll(List.of(columns[2].split(" ")));
        }

        assertThat(listed).containsExactlyInAnyOrderEntriesOf(rows);
    }

    /** Actions by the simple name of the outermost class that calls. */
    private static Map<String, Set<String>> calls() {
        Map<String, Set<String>> calls = new TreeMap<>();
        Stream.of("shared/aws", "shared/encryption", "shared/eventstore-dynamodb")
                .map(Modules::of)
                .flatMap(JavaClasses::stream)
                .forEach(caller -> addCalls(caller, calls));
        return calls;
    }

    private static void addCalls(JavaClass caller, Map<String, Set<String>> calls) {
        String outermost = caller.getName().replaceAll("^.*\\.|\\$.*$", "");
        actions(caller)
                .forEach(action -> calls.computeIfAbsent(outermost, name -> new TreeSet<>())
                        .add(action));
    }

    private static Stream<String> actions(JavaClass caller) {
        return Stream.concat(
                        caller.getMethodCallsFromSelf().stream().filter(PermissionsTest::isRequest),
                        caller.getMethodReferencesFromSelf().stream())
                .filter(access -> SERVICES.containsKey(service(access)))
                .map(access -> SERVICES.get(service(access)) + capitalised(access.getName()))
                .map(action -> ACTIONS.getOrDefault(action, action))
                .filter(action -> !action.equals(TRANSACTION));
    }

    private static boolean isRequest(JavaMethodCall call) {
        return !Set.of("builder", "build", "close").contains(call.getName());
    }

    private static String service(JavaAccess<?> access) {
        return access.getTargetOwner().getName().replaceAll("^.*\\.", "");
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
