package dev.evenstep.engine.sdk;

import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An HTTP client for the AWS SDK that hands each request to a service of this JVM: no socket, no other thread. Give it to
 * a client's builder with any endpoint and with anonymous credentials, which spare the work of signing. A reply that the
 * service loses is an {@link IOException}, as of a connection that broke.
 */
public final class InProcessHttpClient implements SdkHttpClient {

    private final Function<AwsRequest, AwsResponse> service;

    /** @param service such as an engine's {@code handle}; closing this client does not close it */
    public InProcessHttpClient(Function<AwsRequest, AwsResponse> service) {
        this.service = service;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new InProcessRequest(request, service);
    }

    @Override
    public String clientName() {
        return "InProcess";
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static AwsRequest requestOf(HttpExecuteRequest execute) throws IOException {
        var http = execute.httpRequest();
        Map<String, String> headers = new HashMap<>();
        http.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new AwsRequest(
                http.method().name(),
                http.encodedPath().isEmpty() ? "/" : http.encodedPath(),
                http.encodedQueryParameters().orElse(""),
                headers,
                body(execute));
    }

    private static byte[] body(HttpExecuteRequest execute) throws IOException {
        var content = execute.contentStreamProvider();
        if (content.isEmpty()) {
            return new byte[0];
        }
        try (var stream = content.get().newStream()) {
            return stream.readAllBytes();
        }
    }

    /** One request, answered on its caller's thread. */
    private static final class InProcessRequest implements ExecutableHttpRequest {

        private final HttpExecuteRequest request;
        private final Function<AwsRequest, AwsResponse> service;
        private volatile boolean aborted;

        InProcessRequest(HttpExecuteRequest request, Function<AwsRequest, AwsResponse> service) {
            this.request = request;
            this.service = service;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            refuseAborted();
            var response = AwsResponse.of(requestOf(request), service);
            refuseAborted();
            if (response.isLost()) {
                throw new IOException("The reply was lost");
            }
            var head = SdkHttpResponse.builder().statusCode(response.status());
            response.headers().forEach(head::putHeader);
            head.putHeader("Content-Length", Integer.toString(response.body().length));
            return HttpExecuteResponse.builder()
                    .response(head.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                    .build();
        }

        private void refuseAborted() throws IOException {
            if (aborted) {
                throw new IOException("The request was aborted");
            }
        }

        /** What is under way goes on; its reply is dropped. */
        @Override
        public void abort() {
            aborted = true;
        }
    }
}
