package dev.evenstep.local.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.RuleSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a target gets of an event: a table of cases. */
class InputTemplateTest {

    private static final Map<String, String> PATHS = Map.of(
            "instance", "$.detail.instance-id",
            "state", "$.detail.state",
            "count", "$.detail.count",
            "price", "$.detail.price",
            "on", "$.detail.on",
            "tags", "$.detail.tags",
            "owner", "$.detail.owner",
            "nothing", "$.detail.missing",
            "null", "$.detail.null",
            "quoted", "$.detail.quoted");

    private static final String DETAIL = """
            {"instance-id":"i-1","state":"RUNNING","count":3,"price":1.10,"on":true,"tags":["a","b"],
             "owner":{"name":"Ada","id":7},"null":null,"quoted":"say \\"hi\\""}""";

    private static EventBridgeEvent event() throws Exception {
        return EventBridgeEvent.of(
                Account.local(),
                "e-1",
                "shop",
                "Changed",
                Instant.parse("2026-11-21T10:00:00.999Z"),
                List.of("arn:r1"),
                JsonTrees.parse(DETAIL),
                Instant.parse("2026-11-21T10:00:01.5Z"));
    }

    private static final Rule RULE = new Rule("changes", "arn:aws:events:rule/changes", "{}", true, "", Map.of());

    static Stream<Arguments> templates() {
        return Stream.of(
                Arguments.of("a text with places", "\"<instance> is <state>\"", "\"i-1 is RUNNING\""),
                Arguments.of("texts get quotes", "{\"i\": <instance>}", "{\"i\": \"i-1\"}"),
                Arguments.of("places in quotes do not", "{\"i\": \"<instance>\"}", "{\"i\": \"i-1\"}"),
                Arguments.of("two places in one text", "{\"i\": \"<instance>/<instance>\"}", "{\"i\": \"i-1/i-1\"}"),
                Arguments.of("escaped quotes stay", "{\"i\": \"\\\"<instance>\\\"\"}", "{\"i\": \"\\\"i-1\\\"\"}"),
                Arguments.of("numbers keep their digits", "{\"n\": <price>}", "{\"n\": 1.10}"),
                Arguments.of("numbers in a text", "\"<count> times <price>\"", "\"3 times 1.10\""),
                Arguments.of("booleans", "{\"on\": <on>, \"text\": \"<on>\"}", "{\"on\": true, \"text\": \"true\"}"),
                Arguments.of("lists", "{\"t\": <tags>}", "{\"t\": [\"a\",\"b\"]}"),
                Arguments.of("lists in a text lose quotes", "\"<tags>\"", "\"[a,b]\""),
                Arguments.of("objects", "{\"o\": <owner>}", "{\"o\": {\"name\":\"Ada\",\"id\":7}}"),
                Arguments.of("objects in a text lose quotes", "\"<owner>\"", "\"{name:Ada,id:7}\""),
                Arguments.of("within a list", "[9, <state>, true]", "[9, \"RUNNING\", true]"),
                Arguments.of("what is missing is empty", "{\"m\": <nothing>}", "{\"m\": \"\"}"),
                Arguments.of("what is missing in a text", "\"<nothing>.\"", "\".\""),
                Arguments.of("null", "{\"n\": <null>}", "{\"n\": null}"),
                Arguments.of("quotes outside are escaped", "{\"q\": <quoted>}", "{\"q\": \"say \\\"hi\\\"\"}"),
                Arguments.of("quotes inside are not", "{\"q\": \"<quoted>\"}", "{\"q\": \"say \"hi\"\"}"),
                Arguments.of("several lines", "\"<state>\"\n\"<count>\"", "\"RUNNING\"\n\"3\""),
                Arguments.of("no places", "{\"fixed\": 1}", "{\"fixed\": 1}"),
                Arguments.of("a lone bracket", "\"1 < 2 > 0\"", "\"1 < 2 > 0\""),
                Arguments.of("the rule's name", "\"<aws.events.rule-name>\"", "\"changes\""),
                Arguments.of("the rule's ARN", "{\"r\": <aws.events.rule-arn>}", "{\"r\": \"" + RULE.arn() + "\"}"),
                Arguments.of(
                        "the time of arrival", "\"<aws.events.event.ingestion-time>\"", "\"2026-11-21T10:00:01Z\""),
                Arguments.of(
                        "the event without detail",
                        "{\"e\": <aws.events.event>}",
                        "{\"e\": {\"id\":\"e-1\",\"account\":\"000000000000\",\"detailType\":\"Changed\","
                                + "\"time\":\"2026-11-21T10:00:00Z\",\"source\":\"shop\",\"region\":\"us-east-1\","
                                + "\"resources\":[\"arn:r1\"],\"version\":\"0\"}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void aTemplateIsFilled(String name, String template, String expected) throws Exception {
        var filled = InputTemplate.parse(PATHS, template).fill(event(), RULE.arn(), RULE.name());

        assertThat(filled).isEqualTo(expected);
    }

    @Test
    void theWholeEventIsAPlaceToo() throws Exception {
        var filled = InputTemplate.parse(Map.of(), "{\"e\": <aws.events.event.json>}")
                .fill(event(), RULE.arn(), RULE.name());

        assertThat(JsonTrees.parse(filled).get("e")).isEqualTo(event().json());
        assertThat(JsonTrees.write(event().json()))
                .startsWith("{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"Changed\",\"source\":\"shop\","
                        + "\"account\":\"000000000000\",\"time\":\"2026-11-21T10:00:00Z\",\"region\":\"us-east-1\","
                        + "\"resources\":[\"arn:r1\"],\"detail\":{");
    }

    @Test
    void aPlaceWithoutPathIsRefused() {
        assertThatThrownBy(() -> InputTemplate.parse(PATHS, "\"<other>\""))
                .hasMessage("contains invalid placeholder other");
    }

    @Test
    void theOtherInputs() throws Exception {
        assertThat(TargetInput.of(new RuleSpec.Input.Constant("{\"a\": 1}")).of(event(), RULE))
                .isEqualTo("{\"a\": 1}");
        assertThat(TargetInput.of(new RuleSpec.Input.Path("$.detail.state")).of(event(), RULE))
                .isEqualTo("\"RUNNING\"");
        assertThat(TargetInput.of(new RuleSpec.Input.Path("$.detail.missing")).of(event(), RULE))
                .isEqualTo("null");
        assertThat(TargetInput.of(new RuleSpec.Input.Whole()).of(event(), RULE))
                .isEqualTo(JsonTrees.write(event().json()));
    }
}
