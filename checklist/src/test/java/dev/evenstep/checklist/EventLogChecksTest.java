package dev.evenstep.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an event log may be one way or another, and what an event log is not. */
class EventLogChecksTest {

    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/events";
    private static final String COMMITS = "{\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]}}}}";

    private final List<Resource> resources = new ArrayList<>(List.of(
            resource("DynamoDB::Table", "events", TABLE, Map.of()),
            function("log"),
            function("catch-up"),
            function("sweep"),
            schedule("catch-up", "rate(1 minute)"),
            schedule("sweep", "cron(0 4 * * ? *)"),
            role("sweep", "dynamodb:Scan", TABLE)));

    private static Resource resource(String type, String name, String arn, Map<String, Object> properties) {
        return new Resource("AWS::" + type, name, name, arn, properties, Map.of());
    }

    private static Resource function(String name) {
        return resource(
                "Lambda::Function",
                name,
                "arn:" + name,
                Map.of("Role", name + "-role", "Environment", Map.of("Variables", Map.of("EVENTS_TABLE", "events"))));
    }

    private static Resource schedule(String name, String expression) {
        return resource(
                "Events::Rule",
                name,
                "arn:rule",
                Map.of("ScheduleExpression", expression, "Targets", List.of(Map.of("Arn", name))));
    }

    private static Resource role(String function, String action, String table) {
        var statement = Map.of("Effect", "Allow", "Action", List.of(action), "Resource", List.of(table));
        return resource(
                "IAM::Role",
                function + "-role",
                "arn:role",
                Map.of("Policies", List.of(Map.of("PolicyDocument", Map.of("Statement", List.of(statement))))));
    }

    private void mapping(Map<String, Object> changed) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "FunctionName",
                "log",
                "EventSourceArn",
                TABLE + "/stream/2026-11-26T00:00:00.000",
                "StartingPosition",
                "TRIM_HORIZON",
                "FilterCriteria",
                Map.of("Filters", List.of(Map.of("Pattern", COMMITS)))));
        properties.putAll(changed);
        resources.add(resource("Lambda::EventSourceMapping", "mapping", "arn:mapping", properties));
    }

    private void table(String images) {
        resources.set(
                0,
                resource(
                        "DynamoDB::Table",
                        "events",
                        TABLE,
                        Map.of("StreamSpecification", Map.of("StreamViewType", images))));
    }

    /** The rules of event logs, and those of other streams that an event log need not keep. */
    private List<String> broken() {
        return Checklist.findings(new Deployment(resources)).stream()
                .map(Finding::rule)
                .filter(rule -> rule.startsWith("event-log-")
                        || Stream.of("stream-bounds-retries", "stream-bounds-age")
                                .anyMatch(rule::equals))
                .distinct()
                .toList();
    }

    @Test
    void whatIsNotSaidOfItsLimitsIsWithoutEnd() {
        table("NEW_IMAGE");
        mapping(Map.of());

        assertThat(broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"eventName\": [\"INSERT\"], \"dynamodb\": { \"NewImage\": { \"content\": { \"S\": [{ \"exists\": true }] } } } }",
                "{\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]}}},\"eventName\":[\"INSERT\"]}"
            })
    void theFilterMaySayThatCommitsAreInserted(String pattern) {
        table("NEW_AND_OLD_IMAGES");
        mapping(Map.of("FilterCriteria", Map.of("Filters", List.of(Map.of("Pattern", pattern)))));

        assertThat(broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":[\"INSERT\"]}",
                "{\"eventName\":[\"MODIFY\"],\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]}}}}",
                "{\"dynamodb\":{\"NewImage\":{\"content\":[{\"exists\":true}]}}}",
                "{\"dynamodb\":{\"NewImage\":{\"content\":{\"S\":[{\"exists\":true}]},\"stream\":{\"S\":[{\"prefix\":\"order-\"}]}}}}"
            })
    void aFilterThatLetsMoreThroughOrLessIsFound(String pattern) {
        table("NEW_IMAGE");
        mapping(Map.of(
                "FilterCriteria", Map.of("Filters", List.of(Map.of("Pattern", COMMITS), Map.of("Pattern", pattern)))));

        assertThat(broken()).containsExactly("event-log-hears-commits-alone");
    }

    @Test
    void aTableWhoseImagesAreNotToldIsFound() {
        table("OLD_IMAGE");
        mapping(Map.of());

        assertThat(broken()).containsExactly("event-log-sees-new-images");
    }

    @Test
    void whoMayNotScanDoesNotSweep() {
        table("NEW_IMAGE");
        mapping(Map.of());
        resources.set(6, role("sweep", "dynamodb:Query", TABLE));
        assertThat(broken()).containsExactly("event-log-is-swept");

        resources.set(6, role("sweep", "dynamodb:Scan", TABLE + "-of-others"));
        assertThat(broken()).containsExactly("event-log-is-swept");
    }

    @Test
    void whoRunsOnceADayCatchesNothingUp() {
        table("NEW_IMAGE");
        mapping(Map.of());
        resources.set(4, schedule("catch-up", "rate(1 day)"));

        assertThat(broken()).containsExactly("event-log-is-caught-up");
    }

    /** Of a table that the function knows by another name, or not at all. */
    @Test
    void anotherTablesStreamIsNoEventLogs() {
        mapping(Map.of("EventSourceArn", TABLE + "-of-others/stream/2026-11-26T00:00:00.000"));

        assertThat(broken()).containsExactly("stream-bounds-retries", "stream-bounds-age");
    }

    @Test
    void anEventLogThatGivesUpIsFoundByBothLimits() {
        table("NEW_IMAGE");
        mapping(Map.of("MaximumRetryAttempts", "0", "MaximumRecordAgeInSeconds", "3600"));

        assertThat(Checklist.findings(new Deployment(resources)))
                .filteredOn(finding -> finding.rule().equals("event-log-gives-nothing-up"))
                .extracting(Finding::property)
                .containsExactly("MaximumRetryAttempts", "MaximumRecordAgeInSeconds");
    }

    @Test
    void aUrlIsForWhomIamAllows() {
        resources.add(resource("Lambda::Url", "shown", "arn:shown", Map.of("AuthType", "NONE")));
        resources.add(resource("Lambda::Url", "hidden", "arn:hidden", Map.of("AuthType", "AWS_IAM")));

        assertThat(Checklist.findings(new Deployment(resources)))
                .filteredOn(finding -> finding.rule().equals("url-asks-who-calls"))
                .extracting(Finding::resource)
                .containsExactly("Url shown");
    }

    /** SAM leads a URL to the alias's ARN; others name the alias beside the function. */
    @Test
    void aUrlLeadsToAnAlias() {
        resources.add(function("show"));
        resources.add(function("list"));
        resources.add(url("show", Map.of()));
        resources.add(url("list", Map.of("Qualifier", "live")));

        assertThat(Checklist.findings(new Deployment(resources)))
                .filteredOn(finding -> finding.rule().equals("function-is-called-by-its-alias"))
                .extracting(Finding::resource)
                .contains("Function show")
                .doesNotContain("Function list");
    }

    private static Resource url(String function, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of("AuthType", "AWS_IAM", "TargetFunctionArn", function));
        properties.putAll(more);
        return resource("Lambda::Url", function + "-url", "arn:url", properties);
    }
}
