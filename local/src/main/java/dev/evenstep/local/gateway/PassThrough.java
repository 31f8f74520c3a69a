package dev.evenstep.local.gateway;

import dev.evenstep.engine.protocol.AwsException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests on to another server of this machine and its answers back, both as they are and without holding them:
 * a long poll holds no thread.
 */
final class PassThrough implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 8192;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final Set<HttpHeader> HOP_BY_HOP = EnumSet.of(
            HttpHeader.CONNECTION,
            HttpHeader.KEEP_ALIVE,
            HttpHeader.PROXY_CONNECTION,
            HttpHeader.TE,
            HttpHeader.TRAILER,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.UPGRADE);

    // set anew, or answered by our own server
    private static final Set<HttpHeader> OURS =
            EnumSet.of(HttpHeader.HOST, HttpHeader.EXPECT, HttpHeader.CONTENT_LENGTH);

    // our own server says these
    private static final Set<HttpHeader> NOT_BACK = EnumSet.of(HttpHeader.DATE, HttpHeader.SERVER);

    private final URI target;
    private final HttpClient client;

    PassThrough(URI target) {
        this.target = target;
        this.client = new HttpClient(new HttpClientTransportOverHTTP(1));
        var threads = new QueuedThreadPool(16, 2);
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setSocketAddressResolver(new SocketAddressResolver.Sync());
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(MOST_CONNECTIONS);
        client.setIdleTimeout(IDLE.toMillis());
        try {
            client.start();
            client.getContentDecoderFactories().clear();
        } catch (Exception e) {
            throw new IllegalStateException("The client for %s did not start".formatted(target), e);
        }
    }

    /** @param body what was read of it already; null: not touched yet */
    void handle(Request request, byte @Nullable [] body, Response response, Callback callback) {
        var onward = client.newRequest(target.getHost(), target.getPort())
                .method(request.getMethod())
                .path(request.getHttpURI().getPathQuery())
                .headers(headers -> {
                    for (HttpField field : request.getHeaders()) {
                        if (!HOP_BY_HOP.contains(field.getHeader()) && !OURS.contains(field.getHeader())) {
                            headers.add(field);
                        }
                    }
                });
        if (body != null) {
            onward.body(new BytesRequestContent(body));
        } else if (request.getLength() != 0) {
            onward.body(new Body(request));
        }
        onward.onResponseContentSource((answer, content) -> {
            response.setStatus(answer.getStatus());
            for (HttpField field : answer.getHeaders()) {
                if (!HOP_BY_HOP.contains(field.getHeader()) && !NOT_BACK.contains(field.getHeader())) {
                    response.getHeaders().add(field);
                }
            }
            Content.copy(content, response, callback);
        });
        onward.send(result -> failed(result, request, response, callback));
    }

    private void failed(Result result, Request request, Response response, Callback callback) {
        var failure = result.getResponseFailure();
        if (failure == null || response.isCommitted()) {
            return; // the copy tells the caller
        }
        var error = new AwsException(
                503, "ServiceUnavailable", "%s does not answer: %s".formatted(target, failure.getMessage()));
        Responses.error(error, request, response, callback);
    }

    /** The body as it comes. */
    private record Body(Request request) implements org.eclipse.jetty.client.Request.Content {

        @Override
        public String getContentType() {
            return request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        }

        @Override
        public long getLength() {
            return request.getLength();
        }

        @Override
        public Content.Chunk read() {
            return request.read();
        }

        @Override
        public void demand(Runnable onAvailable) {
            request.demand(onAvailable);
        }

        @Override
        public void fail(Throwable failure) {
            request.fail(failure);
        }
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The client for %s did not stop".formatted(target), e);
        }
    }
}
