package dev.evenstep.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evenstep.cli.Cli;
import dev.evenstep.cli.aws.AwsClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in a stack that answers as AWS does. */
class DoctorTest {

    private record Ran(int code, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError(out + err, e);
            }
        }

        List<String> findings() {
            return json().path("findings")
                    .valueStream()
                    .map(finding -> finding.path("rule").asText() + " "
                            + finding.path("resource").asText())
                    .toList();
        }
    }

    private final RecordedAws aws = new RecordedAws();

    @AfterEach
    void close() {
        aws.close();
    }

    private Ran doctor(String... more) {
        var out = new StringWriter();
        var err = new StringWriter();
        var arguments = Stream.concat(
                        Stream.of("doctor", "--stack", "shop", "--endpoint", aws.endpoint()), Stream.of(more))
                .toArray(String[]::new);
        var code = new Cli(List.of(), List.of()).run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        var ran = doctor();

        assertThat(ran.out()).isEqualToIgnoringNewLines("nothing found in 33 resources of shop");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(doctor("--strict").code()).isZero();
    }

    /** Each line changes one answer of a service. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/doctor-findings.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void whatAServiceAnswersIsHeldAgainstTheChecklist(String answer, String from, String to, String finding) {
        aws.edit(answer, from, to == null ? "" : to);

        var ran = doctor("--json");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.findings()).containsExactlyInAnyOrder(finding.split(", ", -1));
        assertThat(ran.json().path("notChecked")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GetQueueAttributes@shop-work, sqs:*, SQS:*",
        "GetQueueAttributes@shop-work, sqs:SendMessage, SQS:SendMessage",
        "GetQueueAttributes@shop-rules-dlq, ArnEquals, ArnLike",
        "DescribeEventBus, '{\\\"AWS\\\": \\\"arn:aws:iam::210987654321:root\\\"}', '\\\"*\\\", \\\"Condition\\\": {\\\"StringEquals\\\": {\\\"aws:PrincipalOrgID\\\": \\\"o-1\\\"}}'"
    })
    void whatMeansTheSameIsNoFinding(String answer, String from, String to) {
        aws.edit(answer, from, to);

        assertThat(doctor("--json").findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GetQueueAttributes, Queue, sqs:GetQueueAttributes",
        "GetFunctionConfiguration, Function, 'lambda:GetAlias, lambda:GetFunctionConfiguration'",
        "ListFunctionEventInvokeConfigs, Function, lambda:ListFunctionEventInvokeConfigs",
        "GetAlias, Alias, lambda:GetAlias",
        "GetFunctionUrlConfig, Url, lambda:GetFunctionUrlConfig",
        "GetEventSourceMapping, EventSourceMapping, lambda:GetEventSourceMapping",
        "DescribeEventBus, EventBus, events:DescribeEventBus",
        "ListArchives, EventBus, events:ListArchives",
        "ListTargetsByRule, Rule, events:ListTargetsByRule",
        "DescribeRule, Rule, events:DescribeRule",
        "DescribeTable, Table, dynamodb:DescribeTable",
        "DescribeContinuousBackups, Table, dynamodb:DescribeContinuousBackups",
        "DescribeTimeToLive, Table, dynamodb:DescribeTimeToLive",
        "ListAttachedRolePolicies, Role, iam:ListAttachedRolePolicies",
        "GetRolePolicy, Role, 'iam:ListRolePolicies, iam:GetRolePolicy'",
        "DescribeLogGroups, LogGroup, logs:DescribeLogGroups",
        "DescribeAlarms, Alarm, cloudwatch:DescribeAlarms",
        "GetDashboard, Dashboard, cloudwatch:GetDashboard"
    })
    void whatMayNotBeReadIsNotCheckedAndNothingIsMadeUp(String denied, String kind, String action) {
        aws.fail(denied, 403, "AccessDeniedException");

        var ran = doctor("--json");

        assertThat(ran.findings()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(doctor("--strict").code()).isEqualTo(1);
        assertThat(ran.json().path("notChecked")).anySatisfy(notChecked -> {
            assertThat(notChecked.path("kind").asText()).isEqualTo(kind);
            assertThat(notChecked.path("action").asText()).isEqualTo(action);
            assertThat(notChecked.path("reason").asText()).isEqualTo("access denied");
        });
    }

    @Test
    void whatIsWrongIsFoundThoughOthersMayNotBeRead() {
        aws.fail("DescribeAlarms", 403, "AccessDenied");
        aws.edit("DescribeTimeToLive", "\"ENABLED\"", "\"DISABLED\"");

        var ran = doctor();

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "Table shop-marks: TimeToLiveSpecification.AttributeName is expiration; must be",
                        "not checked: Alarm: cloudwatch:DescribeAlarms: access denied (16)",
                        "not judged of all resources for that: age-of-messages-is-watched, alarm-",
                        "1 thing found in 33 resources of shop");
    }

    @Test
    void aCallThatAnEndpointDoesNotHaveIsSaid() {
        aws.fail("DescribeTimeToLive", 501, "InternalFailure");

        assertThat(doctor().out())
                .contains("not checked: Table: dynamodb:DescribeTimeToLive: there is no such call here (1)")
                .contains("not judged of all resources for that: table-forgets-marks");
    }

    @Test
    void whatIsGoneIsFoundAndWhatItWasFor() {
        aws.edit("DescribeAlarms", "<AlarmName>shop-errors<", "<AlarmName>other<");
        aws.fail("DescribeTable", 400, "ResourceNotFoundException");

        assertThat(doctor("--json").findings())
                .containsExactly(
                        "resource-is-there Table shop-marks",
                        "resource-is-there Alarm shop-errors",
                        "errors-are-watched Function shop-work");
    }

    @Test
    void anAliasThatIsGoneIsNotItsFunction() {
        aws.fail("GetAlias", 404, "ResourceNotFoundException");

        assertThat(doctor("--json").findings())
                .containsExactly(
                        "resource-is-there Alias arn:aws:lambda:us-east-1:123456789012:function:shop-work:live");
    }

    @Test
    void whatCloudFormationOnlyListsIsNotChecked() {
        aws.edit("ListStackResources", "<PhysicalResourceId>shop</", "<PhysicalResourceId>unknown</");
        aws.edit(
                "ListStackResources",
                "Archive</ResourceType>\n        <PhysicalResourceId>shop-events</",
                "Archive</ResourceType>\n        <PhysicalResourceId>unknown</");
        aws.edit("ListArchives", "[", "[], \"Others\": [");

        var ran = doctor();

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains(
                        "not checked: Archive: cloudformation:ListStackResources: CloudFormation here passed it over",
                        "not checked: Dashboard: ",
                        "not judged of all resources for that: bus-is-archived");
    }

    @Test
    void theWorstComesFirst() {
        aws.edit("DescribeContinuousBackups", "\"PointInTimeRecoveryStatus\": \"ENABLED\"", "\"Other\": \"\"");
        aws.edit("GetFunctionConfiguration", "\"arm64\"", "\"x86_64\"");
        aws.edit("GetQueueAttributes@shop-work", "\"60\"", "\"10\"");
        aws.edit("GetEventSourceMapping@22222222", "\"ReportBatchItemFailures\"", "");

        var out = doctor().out();

        assertThat(out.lines().filter(line -> line.startsWith("  ")).map(line -> line.replaceFirst(".*\\(", "")))
                .containsExactly(
                        "mapping-reports-item-failures)",
                        "queue-hides-long-enough)",
                        "table-recovers-to-any-second)",
                        "function-runs-on-arm64)");
        assertThat(out)
                .startsWith("events are lost, or take effect again:")
                .contains("  EventSourceMapping shop-marks to shop-work:live: FunctionResponseTypes is nothing; must be"
                        + " [ReportBatchItemFailures]: else what fails in a batch is lost in silence");
    }

    @Test
    void whatTakesLongSaysHowMuchThereIsToDo() {
        List<Integer> remaining = new ArrayList<>();
        try (var clients = AwsClients.at(URI.create(aws.endpoint()), Map.of());
                var reader = new StackReader(clients, Duration.ofMillis(1))) {
            assertThat(reader.diagnose("shop", remaining::add).findings()).isEmpty();
        }

        assertThat(remaining).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({"DescribeStacks, 400", "ListStackResources, 403", "GetTemplate, 403"})
    void aStackThatCannotBeReadIsAnError(String action, int status) {
        aws.fail(action, status, "ValidationError");

        var ran = doctor();

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("error: ");
    }

    /** The policy on the page has the calls that are made, and no others. */
    @Test
    void thePageNamesThePermissions() throws IOException {
        var unused = doctor();
        var page = Files.readString(Path.of(System.getProperty("evenstep.home", ".."), "docs", "operating.md"));
        var policy = page.replaceFirst("(?s)^.*?\"Action\": \\[(.*?)].*$", "$1");

        assertThat(Pattern.compile("\"\\w+:(\\w+)\"").matcher(policy).results())
                .extracting(action -> action.group(1))
                .containsExactlyInAnyOrderElementsOf(aws.asked());
    }
}
