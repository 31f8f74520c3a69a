package dev.evenstep.engine.sdk;

import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** One request, answered on its caller's thread. */
final class InProcessRequest implements ExecutableHttpRequest {

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
        var response = AwsResponse.of(InProcessHttpClient.request(request), service);
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
