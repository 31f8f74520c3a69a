package dev.evenstep.engine.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What goes back to the client. */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
public record AwsResponse(int status, Map<String, String> headers, byte[] body) {

    private static final int LOST = 0;

    /** An answer that the client never gets: its connection ends instead. */
    public static AwsResponse lost() {
        return new AwsResponse(LOST, Map.of(), new byte[0]);
    }

    public boolean isLost() {
        return status == LOST;
    }

    /** What a service answers; what it throws is an error in the shape of the request's protocol. */
    public static AwsResponse of(AwsRequest request, Function<AwsRequest, AwsResponse> service) {
        try {
            return service.apply(request);
        } catch (AwsException e) {
            return error(request, e);
        } catch (LostReplyException e) {
            return lost();
        } catch (RuntimeException | StackOverflowError e) {
            System.getLogger(AwsResponse.class.getName())
                    .log(System.Logger.Level.ERROR, request.method() + " " + request.path() + " failed", e);
            return error(request, new AwsException(500, "InternalFailure", "The local run failed: " + e));
        }
    }

    private static AwsResponse error(AwsRequest request, AwsException e) {
        var id = UUID.randomUUID().toString();
        var plain = Protocol.of(request).error(e, id);
        var headers = new HashMap<>(plain.headers());
        headers.put("x-amzn-RequestId", id);
        return new AwsResponse(plain.status(), headers, plain.body());
    }
}
