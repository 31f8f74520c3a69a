package dev.evenstep.engine.protocol;

/** One AWS service behind the endpoint. An {@link AwsException} is answered in the shape of the caller's protocol. */
public interface AwsService {

    /** Whether this request is for this service, told by target header, credential scope or path. */
    boolean serves(AwsRequest request);

    AwsResponse handle(AwsRequest request);

    /** An error that somebody before this service has for its client. A service that speaks a form of its own answers it. */
    default AwsResponse refused(AwsRequest request, AwsException error) {
        throw error;
    }
}
