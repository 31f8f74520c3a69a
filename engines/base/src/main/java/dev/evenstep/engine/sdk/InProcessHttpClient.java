package dev.evenstep.engine.sdk;

import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

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

    static AwsRequest request(HttpExecuteRequest execute) throws IOException {
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
}
