package dev.evenstep.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no stack can be made of is refused at once: whose it is, the option, its value, the rule and what to do. */
class OptionsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void thereIsAJar() throws IOException {
        jar = Files.createFile(folder.resolve("place.jar"));
    }

    private FunctionOptions function() {
        return FunctionOptions.of("place", "shop.Place", jar);
    }

    private QueueConsumerOptions standard() {
        return QueueConsumerOptions.standard(function());
    }

    private static void refused(String message, ThrowingCallable mistake) {
        assertThatIllegalArgumentException().isThrownBy(mistake).withMessage(message);
    }

    @Test
    void aNameIsGivenWithoutWhatIsAddedToIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueOptions.fifo("orders.fifo"))
                .withMessageStartingWith("name is 'orders.fifo'; must be lower-case words with hyphens");
    }

    @Test
    void aQueueHidesMessagesForNoLongerThanSqsDoes() {
        refused(
                "orders: visibilityTimeout is PT12H1S; must be PT0S to PT12H, in whole seconds: set"
                        + " QueueOptions.withVisibilityTimeout",
                () -> QueueOptions.standard("orders")
                        .withVisibilityTimeout(Duration.ofHours(12).plusSeconds(1)));
        refused(
                "orders: visibilityTimeout is PT0.5S; must be PT0S to PT12H, in whole seconds: set"
                        + " QueueOptions.withVisibilityTimeout",
                () -> QueueOptions.standard("orders").withVisibilityTimeout(Duration.ofMillis(500)));
    }

    @Test
    void aQueueReceivesOftenEnough() {
        refused(
                "orders: maxReceiveCount is 4; must be 5 to 1000: set QueueOptions.withMaxReceiveCount; RETRY_ATTEMPTS says"
                        + " how often a message is tried",
                () -> QueueOptions.standard("orders").withMaxReceiveCount(4));
    }

    @Test
    void aQueueKeepsMessagesForAsLongAsTheyAreTried() {
        refused(
                "orders: retention is PT336H1S; must be PT1M to PT336H, in whole seconds: set QueueOptions.withRetention",
                () -> QueueOptions.standard("orders")
                        .withRetention(Duration.ofDays(14).plus(SECOND)));
        refused(
                "orders: retention is PT1M; must be longer than the visibilityTimeout of PT1M: raise"
                        + " QueueOptions.withRetention",
                () -> QueueOptions.standard("orders").withRetention(Duration.ofMinutes(1)));
        refused(
                "place: retention is PT72H; must be longer than RETRY_PATIENCE_SECONDS of 259200, since SQS drops what is"
                        + " older in silence: raise QueueOptions.withRetention, or lower RETRY_PATIENCE_SECONDS",
                () -> standard().withQueue(QueueOptions.standard("place").withRetention(Duration.ofDays(3))));
        refused(
                "place: retention is PT96H; must be longer than RETRY_PATIENCE_SECONDS of 345600, since SQS drops what is"
                        + " older in silence: raise QueueOptions.withRetention, or lower RETRY_PATIENCE_SECONDS",
                () -> QueueConsumerOptions.standard(
                        function().withEnvironment(Map.of("RETRY_PATIENCE_SECONDS", "345600"))));
    }

    @Test
    void batchesKeepToTheLimitsOfLambda() {
        var batches = BatchOptions.defaults();

        refused(
                "place: batch size is 0; must be 1 to 10000: set BatchOptions.withSize",
                () -> standard().withBatches(batches.withSize(0)));
        refused(
                "place: window is PT5M1S; must be PT0S to PT5M, in whole seconds: set BatchOptions.withWindow",
                () -> standard().withBatches(batches.withWindow(Duration.ofSeconds(301))));
        refused(
                "place: maximumConcurrency is 1; must be 2 to 1000: set BatchOptions.withMaximumConcurrency",
                () -> standard().withBatches(batches.withMaximumConcurrency(1)));
    }

    @Test
    void aLargeBatchIsWaitedFor() {
        refused(
                "place: window is PT0S; must be at least PT1S for batches of more than 10 messages, here 11: raise"
                        + " BatchOptions.withWindow, or lower withSize",
                () -> standard().withBatches(BatchOptions.defaults().withSize(11)));
    }

    @Test
    void aFifoQueueIsNotWaitedFor() {
        refused(
                "place: window is PT1S; must be PT0S for a FIFO queue, whose batches Lambda does not wait for: leave"
                        + " BatchOptions.withWindow out",
                () -> QueueConsumerOptions.fifo(function())
                        .withBatches(BatchOptions.defaults().withWindow(SECOND)));
    }

    @Test
    void aFifoQueueHasSmallBatches() {
        var large = BatchOptions.defaults().withWindow(SECOND).withSize(100);

        refused(
                "place: batch size is 100; must be at most 10 for a FIFO queue: lower BatchOptions.withSize",
                () -> QueueConsumerOptions.fifo(function()).withBatches(large));
        assertThat(standard()
                        .withQueue(QueueOptions.standard("place").withVisibilityTimeout(Duration.ofSeconds(61)))
                        .withBatches(large))
                .isNotNull();
    }

    @Test
    void aQueueHidesMessagesForSixTimesTheTimeoutAndTheWindow() {
        var slow = function().withTimeout(Duration.ofSeconds(20));

        assertThat(QueueConsumerOptions.standard(slow).queue().visibilityTimeout())
                .isEqualTo(Duration.ofMinutes(2));
        refused(
                "place: visibilityTimeout is PT1M; must be at least PT2M, 6 times the time-out of PT20S and the window of"
                        + " PT0S: raise QueueOptions.withVisibilityTimeout, or lower FunctionOptions.withTimeout",
                () -> QueueConsumerOptions.standard(slow).withQueue(QueueOptions.standard("place")));
        refused(
                "place: visibilityTimeout is PT1M; must be at least PT1M1S, 6 times the time-out of PT10S and the window of"
                        + " PT1S: raise QueueOptions.withVisibilityTimeout, or lower FunctionOptions.withTimeout",
                () -> standard().withBatches(BatchOptions.defaults().withWindow(SECOND)));
    }

    @Test
    void aQueueIsCalledAsItsFunctionIs() {
        refused(
                "place: queue is orders; must be called as its function is: give QueueOptions the function's name",
                () -> standard().withQueue(QueueOptions.standard("orders")));
    }

    @Test
    void aFunctionHasTheMemoryThatLambdaGives() {
        refused(
                "place: memoryMegabytes is 64; must be 128 to 10240: set FunctionOptions.withMemoryMegabytes",
                () -> function().withMemoryMegabytes(64));
    }

    @Test
    void aFunctionTakesNoLongerThanLambdaAllows() {
        refused(
                "place: timeout is PT15M1S; must be PT1S to PT15M, in whole seconds: set FunctionOptions.withTimeout",
                () -> function().withTimeout(Duration.ofMinutes(15).plusSeconds(1)));
    }

    @Test
    void aFunctionIsWhatLambdaTakes() {
        refused(
                "place: handler is shop/Place; must be package.Class or package.Class::method: name the class as Java does",
                () -> FunctionOptions.of("place", "shop/Place", jar));
        refused(
                "place: environment variable is AWS_REGION; must be letters, digits and underscores, a letter first, and"
                        + " not begin with AWS_, which is Lambda's: call it otherwise",
                () -> function().withEnvironment(Map.of("AWS_REGION", "eu-west-1")));
        refused(
                "place: description is " + "x".repeat(257)
                        + "; must be at most 256 characters long: shorten FunctionOptions.withDescription",
                () -> function().withDescription("x".repeat(257)));
    }

    @Test
    void aFunctionsCodeIsAJarThatIsThere() {
        refused(
                "place: code is " + folder + "; must be a jar that is there: package the function first",
                () -> FunctionOptions.of("place", "shop.Place", folder));
    }

    @Test
    void aStreamKeepsToTheLimitsOfLambda() {
        var demand = new Demand("relay");

        refused(
                "relay: parallelization is 11; must be 1 to 10: change StreamOptions",
                () -> new StreamOptions(100, 11, 100, Duration.ofHours(24)).check(demand));
        refused(
                "relay: maximumAge is PT25H; must be PT1M to PT24H, in whole seconds: change StreamOptions",
                () -> new StreamOptions(100, 1, 100, Duration.ofHours(25)).check(demand));
        refused(
                "relay: batchSize is 0; must be 1 to 10000: change StreamOptions",
                () -> new StreamOptions(0, 1, 100, Duration.ofHours(24)).check(demand));
        refused(
                "relay: maximumRetries is -1; must be 0 to 10000: change StreamOptions",
                () -> new StreamOptions(1, 1, -1, Duration.ofHours(24)).check(demand));
    }

    @Test
    void aTableHasTwoKeysOrOne() {
        refused(
                "orders: partitionKey is empty; must be an attribute's name: say which",
                () -> TableOptions.of("orders", ""));
        refused(
                "orders: sortKey is id; must be another attribute than the partition key: leave it out, or take another",
                () -> TableOptions.of("orders", "id").sortedBy("id"));
    }

    @Test
    void aPatternNamesWhatItTakes() {
        refused(
                "a pattern: source is empty; must be an event's source: name one, such as shop",
                () -> EventPattern.from(""));
        refused(
                "a pattern: type is empty; must be an event's type: name one, such as OrderPlaced",
                () -> EventPattern.from("shop").of("OrderPlaced", " "));
    }

    @Test
    void anEnvironmentKeepsTablesOrDeletesThem() {
        refused(
                "the environment dev: tables is forget; must be retain or delete: say it in cdk.json, or by -c tables=…",
                () -> new DeploymentEnvironment("dev", Map.of("tables", "forget")));
    }

    @Test
    void anEnvironmentsKeyIsNamedByItsArn() {
        refused(
                "the environment prod: kmsKeyArn is arn:aws:kms:eu-west-1:111122223333:alias/orders; must be the ARN of a"
                        + " key: roles cannot be granted an alias; aws kms describe-key says the ARN",
                () -> new DeploymentEnvironment(
                        "prod", Map.of("kmsKeyArn", "arn:aws:kms:eu-west-1:111122223333:alias/orders")));
    }

    /** Several uses add up; each grants what the library calls for it and nothing else. */
    @Test
    void aUseGrantsWhatTheLibraryCalls() {
        assertThat(TableUse.ATTEMPTS.iamActions()).containsExactly("dynamodb:UpdateItem", "dynamodb:DeleteItem");
        assertThat(TableUse.TRANSACTIONAL.iamActions())
                .containsExactly("dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:GetItem");
        assertThat(TableUse.VERSIONED.iamActions()).containsExactly("dynamodb:GetItem", "dynamodb:UpdateItem");
        assertThat(TableUse.PUBLISHES.iamActions()).containsExactly("dynamodb:PutItem");
        assertThat(TableUse.values())
                .allSatisfy(use -> assertThat(use.iamActions())
                        .isNotEmpty()
                        .allMatch(action -> action.matches("dynamodb:[A-Z]\\w+")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LibraryCalls.actions("flying"))
                .withMessage("no calls are known for flying");
    }
}
