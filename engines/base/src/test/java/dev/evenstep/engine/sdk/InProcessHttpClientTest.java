package dev.evenstep.engine.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The SDK's requests, without a socket. */
class InProcessHttpClientTest {

    private static ExecutableHttpRequest prepare(
            Function<AwsRequest, AwsResponse> service, String path, @Nullable String body) {
        var http = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://anywhere" + path))
                .appendHeader("X-Many", "a")
                .appendHeader("X-Many", "b");
        if (body != null) {
            http.contentStreamProvider(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        }
        var request = http.build();
        return new InProcessHttpClient(service)
                .prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(request.contentStreamProvider().orElse(null))
                        .build());
    }

    private static AwsResponse ok(AwsRequest request) {
        return new AwsResponse(200, Map.of("X-Answer", "yes"), request.body());
    }

    @Test
    void requestsAndAnswersPassWhole() throws IOException {
        List<AwsRequest> seen = new ArrayList<>();
        var answer = prepare(
                        request -> {
                            seen.add(request);
                            return ok(request);
                        },
                        "/a%2Fb?x=1",
                        "body é")
                .call();

        assertThat(seen.getFirst().method()).isEqualTo("POST");
        assertThat(seen.getFirst().path()).isEqualTo("/a%2Fb");
        assertThat(seen.getFirst().query()).isEqualTo("x=1");
        assertThat(seen.getFirst().header("x-many")).isEqualTo("a,b");
        assertThat(answer.httpResponse().statusCode()).isEqualTo(200);
        assertThat(answer.httpResponse().firstMatchingHeader("x-answer")).hasValue("yes");
        assertThat(answer.responseBody().orElseThrow().readAllBytes())
                .isEqualTo("body é".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRequestMayHaveNeitherPathNorBody() throws IOException {
        prepare(
                        request -> {
                            assertThat(request.path()).isEqualTo("/");
                            assertThat(request.query()).isEmpty();
                            assertThat(request.body()).isEmpty();
                            return ok(request);
                        },
                        "",
                        null)
                .call();
    }

    @Test
    void anErrorIsAnAnswer() throws IOException {
        var answer = prepare(
                        request -> {
                            throw new AwsException(400, "ValidationException", "no");
                        },
                        "/",
                        "")
                .call();

        assertThat(answer.httpResponse().statusCode()).isEqualTo(400);
        assertThat(answer.httpResponse().firstMatchingHeader("x-amzn-errortype"))
                .hasValue("ValidationException");
    }

    @Test
    void aLostReplyIsABrokenConnection() {
        assertThatThrownBy(prepare(request -> AwsResponse.lost(), "/", "")::call)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lost");
    }

    @Test
    void anAbortedRequestGivesNothing() {
        var before = prepare(InProcessHttpClientTest::ok, "/", "");
        before.abort();
        assertThatThrownBy(before::call).isInstanceOf(IOException.class).hasMessageContaining("aborted");

        List<ExecutableHttpRequest> self = new ArrayList<>();
        self.add(prepare(
                request -> {
                    self.getFirst().abort();
                    return ok(request);
                },
                "/",
                ""));
        assertThatThrownBy(self.getFirst()::call).hasMessageContaining("aborted");
    }
}
