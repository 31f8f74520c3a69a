package dev.evenstep.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

/** An event log, what reads it, and what serves the views. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventLogTest {

    private final Stack stack = new Stack(new App(), "ledger");
    private final Alarms alarms = new Alarms(stack);
    private final DomainBus bus = new DomainBus(stack, alarms);
    private final StateTable views = new StateTable(stack, TableOptions.views(), alarms);
    private final Template template;

    EventLogTest() {
        var options = EventLogOptions.of(
                        function("log"), function("catch-up").withTimeout(Duration.ofSeconds(50)), function("sweep"))
                .readBy("publish", "balances")
                .publishedBy("publish");
        new EventLog(stack, options, alarms).publishingOn(bus).projectingInto(views);
        new UrlFunction(stack, function("show"), alarms).reading(views);
        template = Template.fromStack(stack);
    }

    private static FunctionOptions function(String name) {
        try {
            return FunctionOptions.of(name, "ledger.Handler", Files.writeString(Path.of("target/ledger.jar"), "a jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theTableHasCommitsByStreamAndNumber() {
        template.hasResourceProperties(
                "AWS::DynamoDB::Table",
                Map.of(
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", "stream", "KeyType", "HASH"),
                                Map.of("AttributeName", "commit", "KeyType", "RANGE")),
                        "AttributeDefinitions",
                        List.of(
                                Map.of("AttributeName", "stream", "AttributeType", "S"),
                                Map.of("AttributeName", "commit", "AttributeType", "N")),
                        "StreamSpecification",
                        Map.of("StreamViewType", "NEW_IMAGE")));
    }

    @Test
    void viewsAreListedWithAllTheyHave() {
        template.hasResourceProperties(
                "AWS::DynamoDB::Table",
                Map.of(
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", "generation", "KeyType", "HASH"),
                                Map.of("AttributeName", "view", "KeyType", "RANGE")),
                        "GlobalSecondaryIndexes",
                        List.of(Map.of(
                                "IndexName",
                                "lists",
                                "KeySchema",
                                List.of(
                                        Map.of("AttributeName", "list", "KeyType", "HASH"),
                                        Map.of("AttributeName", "order", "KeyType", "RANGE")),
                                "Projection",
                                Map.of("ProjectionType", "ALL"))),
                        "AttributeDefinitions",
                        Match.arrayWith(List.of(Map.of("AttributeName", "order", "AttributeType", "S")))));
    }

    @Test
    void theMappingGivesNothingUpAndHearsCommitsAlone() {
        template.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "FunctionResponseTypes",
                        List.of("ReportBatchItemFailures"),
                        "MaximumRetryAttempts",
                        -1,
                        "MaximumRecordAgeInSeconds",
                        -1,
                        "ParallelizationFactor",
                        1,
                        "FilterCriteria",
                        Map.of(
                                "Filters",
                                List.of(Map.of(
                                        "Pattern",
                                        "{\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]}}}}")))));
    }

    @Test
    void readersGoOnEveryMinuteAndTheTableIsSweptEveryDay() {
        assertThat(template.findResources("AWS::Events::Rule").values())
                .extracting(rule -> (Map<?, ?>) rule.get("Properties"))
                .extracting(rule -> String.valueOf(rule.get("ScheduleExpression")))
                .containsExactlyInAnyOrder("rate(1 minute)", "rate(1 day)");
    }

    /** A day is long: what failed is tried again, and then kept. */
    @Test
    void aSweepThatFailsIsDeadLettered() {
        template.hasResourceProperties(
                "AWS::Lambda::EventInvokeConfig",
                Map.of(
                        "MaximumRetryAttempts",
                        2,
                        "MaximumEventAgeInSeconds",
                        21_600,
                        "DestinationConfig",
                        Map.of("OnFailure", Map.of("Destination", Match.anyValue()))));
        template.hasResourceProperties(
                "AWS::Lambda::EventInvokeConfig",
                Map.of("MaximumRetryAttempts", 0, "MaximumEventAgeInSeconds", 60, "DestinationConfig", Match.absent()));
    }

    @Test
    void everyReaderHasAnAlarmForItsLagAndThePublisherOneForWhatItGivesUp() {
        assertThat(template.findResources(
                                "AWS::CloudWatch::Alarm", Map.of("Properties", Map.of("Namespace", "Evenstep")))
                        .values())
                .extracting(alarm -> (Map<?, ?>) alarm.get("Properties"))
                .extracting(alarm -> alarm.get("MetricName") + " " + alarm.get("Dimensions"))
                .containsExactlyInAnyOrder(
                        "LagSeconds [{Name=consumer, Value=publish}]",
                        "LagSeconds [{Name=consumer, Value=balances}]",
                        "poison [{Name=consumer, Value=publish}]");
    }

    @Test
    void theUrlAnswersToNobodyWhomIamDoesNotAllow() {
        template.hasResourceProperties("AWS::Lambda::Url", Map.of("AuthType", "AWS_IAM"));
    }

    @Test
    void whoShowsViewsMayReadThem() {
        assertThat(Arrays.stream(TableUse.values())
                        .filter(use -> use == TableUse.READS_VIEWS)
                        .flatMap(use -> use.iamActions().stream()))
                .containsExactly("dynamodb:BatchGetItem", "dynamodb:Query");
        template.hasResourceProperties(
                "AWS::IAM::Policy",
                Map.of(
                        "PolicyDocument",
                        Map.of(
                                "Statement",
                                Match.arrayWith(List.of(Match.objectLike(Map.of(
                                        "Action",
                                        "dynamodb:Query",
                                        "Resource",
                                        Map.of(
                                                "Fn::Join",
                                                List.of("", Match.arrayWith(List.of("/index/lists")))))))))));
    }

    @Test
    void aReadersNameIsItsCheckpoint() {
        var options = EventLogOptions.of(function("log"), function("catch-up"), function("sweep"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.readBy("balances", "balances"))
                .withMessage(
                        "log: readers is [balances, balances]; must be each of another name: a name is a checkpoint:"
                                + " call them otherwise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.publishedBy("Publish"))
                .withMessageStartingWith("name is 'Publish'; must be lower-case words");
    }

    @Test
    void aTableWithoutAnIndexHasNoLists() {
        var other = new Stack(new App(), "other");
        var plain = new StateTable(other, TableOptions.of("plain", "id"), new Alarms(other));
        var show = new UrlFunction(new Construct(stack, "plain"), function("plain"), alarms);

        assertThatThrownBy(() -> show.reading(plain)).hasMessageContaining("the table plain has no index");
    }

    @Test
    void aScheduleIsToldInMinutesHoursOrDays() {
        assertThat(List.of(
                        every(Duration.ofMinutes(1)),
                        every(Duration.ofMinutes(90)),
                        every(Duration.ofHours(1)),
                        every(Duration.ofHours(36)),
                        every(Duration.ofDays(7))))
                .containsExactly(
                        "rate(1 minute)", "rate(90 minutes)", "rate(1 hour)", "rate(36 hours)", "rate(7 days)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> every(Duration.ofSeconds(90)))
                .withMessage(
                        "at-times: period is PT1M30S; must be whole minutes: EventBridge counts in no smaller unit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> every(Duration.ofSeconds(30)))
                .withMessageStartingWith("at-times: period is PT30S; must be PT1M to PT8760H, in whole seconds");
    }

    private static String every(Duration period) {
        return new ScheduleOptions(function("at-times"), period, null).rate();
    }
}
