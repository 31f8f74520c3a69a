package dev.evenstep.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes that all services share. */
class ProtocolTest {

    private static AwsRequest request(Map<String, String> headers, String query) {
        return new AwsRequest("POST", "/", query, headers, new byte[0]);
    }

    private static String text(AwsResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    static Stream<Arguments> protocols() {
        var signed = "AWS4-HMAC-SHA256 Credential=A/20261121/us-east-1/s3/aws4_request, SignedHeaders=host";
        return Stream.of(
                Arguments.of(request(Map.of("x-amz-target", "AWSEvents.PutEvents"), ""), Protocol.JSON),
                Arguments.of(
                        request(Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ""),
                        Protocol.QUERY),
                Arguments.of(request(Map.of(), "Action=ListQueues"), Protocol.QUERY),
                Arguments.of(request(Map.of("authorization", signed), ""), Protocol.REST_XML),
                Arguments.of(request(Map.of(), ""), Protocol.REST_JSON));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aRequestTellsItsProtocol(AwsRequest request, Protocol protocol) {
        assertThat(Protocol.of(request)).isEqualTo(protocol);
    }

    @Test
    void errorsAreInTheShapeOfTheProtocol() {
        var error = new AwsException(404, "ResourceNotFoundException", "no <b> & \"c\"");

        var json = Protocol.JSON.error(error, "id-1");
        assertThat(json.status()).isEqualTo(404);
        assertThat(json.headers())
                .containsEntry("Content-Type", "application/x-amz-json-1.1")
                .containsEntry("x-amzn-ErrorType", "ResourceNotFoundException");
        assertThat(text(json))
                .contains("\"__type\":\"ResourceNotFoundException\"")
                .contains("\"Type\":\"User\"")
                .contains("\"message\":\"no <b> & \\\"c\\\"\"");
        assertThat(text(Protocol.QUERY.error(error, "id-1")))
                .contains("<Type>Sender</Type>")
                .contains("<Code>ResourceNotFoundException</Code>")
                .contains("<Message>no &lt;b&gt; &amp; &quot;c&quot;</Message>")
                .contains("<RequestId>id-1</RequestId>");
        assertThat(text(Protocol.REST_XML.error(new AwsException(500, "InternalError", "x"), "id-1")))
                .contains("<Error><Code>InternalError</Code>");
        assertThat(Protocol.REST_JSON.error(error, "id-1").headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void theScopeOfASignatureIsRead() {
        var header = "AWS4-HMAC-SHA256 Credential=AKIA/20261121/eu-west-1/events/aws4_request, SignedHeaders=host";

        assertThat(request(Map.of("authorization", header), "").signedFor()).isEqualTo("events");
        assertThat(request(Map.of("authorization", "Bearer x"), "").signedFor()).isEmpty();
        assertThat(request(Map.of(), "").signedFor()).isEmpty();
    }

    static Stream<Arguments> unfit() {
        var form = Pattern.compile("[a-z]+");
        return Stream.of(
                unfit("{\"Name\":1}", p -> p.requiredText("Name"), "SerializationException", "Name must be a string"),
                unfit("{}", p -> p.requiredText("Name"), "ValidationException", "Value null at 'name' failed"),
                unfit("{\"Name\":null}", p -> p.requiredText("Name"), "ValidationException", "Value null at 'name'"),
                unfit(
                        "{\"Name\":\"\"}",
                        p -> p.text("Name", 3, form),
                        "ValidationException",
                        "greater than or equal to 1"),
                unfit(
                        "{\"Name\":\"abcd\"}",
                        p -> p.text("Name", 3, form),
                        "ValidationException",
                        "less than or equal to 3"),
                unfit(
                        "{\"Name\":\"A\"}",
                        p -> p.text("Name", 3, form),
                        "ValidationException",
                        "expression pattern: [a-z]+"),
                unfit("{\"N\":\"1\"}", p -> p.number("N", 1, 5), "SerializationException", "N must be a whole number"),
                unfit("{\"N\":1.5}", p -> p.number("N", 1, 5), "SerializationException", "N must be a whole number"),
                unfit("{\"N\":0}", p -> p.number("N", 1, 5), "ValidationException", "greater than or equal to 1"),
                unfit("{\"N\":6}", p -> p.number("N", 1, 5), "ValidationException", "less than or equal to 5"),
                unfit("{\"N\":1e99}", p -> p.number("N", 1, 5), "ValidationException", "'n' failed"),
                unfit("{\"F\":\"true\"}", p -> p.flag("F"), "SerializationException", "F must be a boolean"),
                unfit("{\"L\":{}}", p -> p.structures("L"), "SerializationException", "L must be a list"),
                unfit("{\"L\":[1]}", p -> p.structures("L"), "SerializationException", "L must be a structure"),
                unfit("{\"L\":[1]}", p -> p.texts("L"), "SerializationException", "L must be a list of strings"),
                unfit(
                        "{\"L\":[{},{\"Id\":1}]}",
                        p -> p.structures("L").get(1).requiredText("Id"),
                        "SerializationException",
                        "l.2.member.Id must be a string"),
                unfit(
                        "{\"L\":[{}]}",
                        p -> p.structures("L").getFirst().requiredText("Id"),
                        "ValidationException",
                        "at 'l.1.member.id' failed"));
    }

    private static Arguments unfit(String json, Function<RequestParameters, Object> read, String code, String message) {
        return Arguments.of(json, read, code, message);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("unfit")
    void anUnfitParameterIsRefusedInAwsWords(
            String json, Function<RequestParameters, Object> read, String code, String message) throws Exception {
        var parameters = RequestParameters.of((ObjectNode) JsonTrees.parse(json));

        assertThatThrownBy(() -> read.apply(parameters)).isInstanceOfSatisfying(AwsException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused).hasMessageContaining(message);
        });
    }

    @Test
    void pagesFollowEachOther() {
        var all = IntStream.range(0, 5).boxed().toList();

        var first = Page.of(all, 2, Optional.empty());
        var second = Page.of(all, 2, first.next());
        var third = Page.of(all, 2, second.next());

        assertThat(List.of(first.items(), second.items(), third.items()))
                .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
        assertThat(third.next()).isEmpty();
        assertThat(Page.of(List.of(), 2, first.next()).items()).isEmpty();
        for (String token : List.of("", "x", "!", "ZnJvbTotMQ")) {
            assertThatThrownBy(() -> Page.of(all, 2, Optional.of(token))).isInstanceOf(AwsException.class);
        }
    }

    @Test
    void jsonKeepsItsDigitsAndHasLimits() throws Exception {
        var text = "{\"a\":1.10,\"b\":100000000000000000000,\"c\":1E+5}";
        assertThat(JsonTrees.write(JsonTrees.parse(text))).isEqualTo(text);

        for (String bad : List.of("{} {}", "{\"a\":1}x", "[".repeat(1_101), "01")) {
            assertThatThrownBy(() -> JsonTrees.parse(bad)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void accountsAreChecked() {
        assertThat(Account.local().arn("sqs", "q")).isEqualTo("arn:aws:sqs:us-east-1:000000000000:q");
        assertThatThrownBy(() -> new Account("US", "000000000000")).hasMessageContaining("region is 'US'");
        assertThatThrownBy(() -> new Account("us-east-1", "1")).hasMessageContaining("account id is '1'");
    }
}
