package dev.evenstep.infra;

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

/** What no stack can be made of is refused at once, with the option, its value and the rule. */
class OptionsTest {

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
    void aQueueKeepsToTheLimitsOfSqs() {
        refused(
                "visibilityTimeout is PT12H1S; must be PT0S to PT12H, in whole seconds",
                () -> QueueOptions.standard("orders")
                        .withVisibilityTimeout(Duration.ofHours(12).plusSeconds(1)));
        refused(
                "visibilityTimeout is PT0.5S; must be PT0S to PT12H, in whole seconds",
                () -> QueueOptions.standard("orders").withVisibilityTimeout(Duration.ofMillis(500)));
        refused(
                "maxReceiveCount of orders is 4; must be 5 to 1000",
                () -> QueueOptions.standard("orders").withMaxReceiveCount(4));
    }

    @Test
    void batchesKeepToTheLimitsOfLambda() {
        refused("size is 0; must be 1 to 10000", () -> BatchOptions.defaults().withSize(0));
        refused(
                "window is PT0S; must be at least PT1S for batches of more than 10 messages, here 11",
                () -> BatchOptions.defaults().withSize(11));
        refused(
                "maximumConcurrency is 1; must be 2 to 1000",
                () -> BatchOptions.defaults().withMaximumConcurrency(1));
    }

    @Test
    void aFifoQueueHasSmallBatchesAndWaitsForNone() {
        var consumer = QueueConsumerOptions.fifo(function());
        var second = BatchOptions.defaults().withWindow(Duration.ofSeconds(1));

        refused("size is 100; must be at most 10 for a FIFO queue", () -> consumer.withBatches(second.withSize(100)));
        refused("window is PT1S; must be PT0S for a FIFO queue", () -> consumer.withBatches(second));
        assertThat(QueueConsumerOptions.standard(function()).withBatches(second.withSize(100)))
                .isNotNull();
    }

    @Test
    void aQueueHidesMessagesForSixTimesTheTimeout() {
        var slow = function().withTimeout(Duration.ofSeconds(20));

        assertThat(QueueConsumerOptions.standard(slow).queue().visibilityTimeout())
                .isEqualTo(Duration.ofMinutes(2));
        refused(
                "visibilityTimeout of place is PT1M; must be at least PT2M, 6 times the time-out of place",
                () -> QueueConsumerOptions.standard(slow).withQueue(QueueOptions.standard("place")));
    }

    @Test
    void aFunctionKeepsToTheLimitsOfLambda() {
        refused("memoryMegabytes is 64; must be 128 to 10240", () -> function().withMemoryMegabytes(64));
        refused(
                "timeout is PT15M1S; must be PT1S to PT15M, in whole seconds",
                () -> function().withTimeout(Duration.ofMinutes(15).plusSeconds(1)));
        refused(
                "handler is shop/Place; must be package.Class or package.Class::method",
                () -> FunctionOptions.of("place", "shop/Place", jar));
        refused(
                "environment variable is AWS_REGION; must be letters, digits and underscores, a letter first, and not begin"
                        + " with AWS_, which is Lambda's",
                () -> function().withEnvironment(Map.of("AWS_REGION", "eu-west-1")));
        refused(
                "description is " + "x".repeat(257) + "; must be at most 256 characters long",
                () -> function().withDescription("x".repeat(257)));
    }

    @Test
    void aFunctionsCodeIsAJarThatIsThere() {
        refused(
                "code is " + folder + "; must be a jar that is there; package the function first",
                () -> FunctionOptions.of("place", "shop.Place", folder));
    }

    @Test
    void aJarThatIsMissingIsNamedWithTheCommandThatMakesIt() {
        var expected = folder.resolve("functions/place/target/place.jar");

        refused(
                "the jar of place is missing: " + expected + "; package the functions first, in " + folder
                        + ": mvn package -pl infra-cdk -am -DskipTests",
                () -> new FunctionJars(folder).of("place"));
    }

    @Test
    void aStreamKeepsToTheLimitsOfLambda() {
        refused("parallelization is 11; must be 1 to 10", () -> new StreamOptions(100, 11, 100, Duration.ofHours(24)));
        refused(
                "maximumAge is PT25H; must be PT1M to PT24H, in whole seconds",
                () -> new StreamOptions(100, 1, 100, Duration.ofHours(25)));
        refused("batchSize is 0; must be 1 to 10000", () -> new StreamOptions(0, 1, 100, Duration.ofHours(24)));
        refused("maximumRetries is -1; must be 0 to 10000", () -> new StreamOptions(1, 1, -1, Duration.ofHours(24)));
    }

    @Test
    void aTableHasTwoKeysOrOne() {
        refused("partitionKey is empty; must be an attribute's name", () -> TableOptions.of("orders", ""));
        refused(
                "sortKey is id; must be another attribute than the partition key",
                () -> TableOptions.of("orders", "id").sortedBy("id"));
    }

    @Test
    void aPatternNamesWhatItTakes() {
        refused("source is empty; must be an event's source such as shop", () -> EventPattern.from(""));
        refused(
                "type is empty; must be an event's type such as OrderPlaced",
                () -> EventPattern.from("shop").of("OrderPlaced", " "));
    }
}
