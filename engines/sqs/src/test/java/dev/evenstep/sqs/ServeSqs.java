package dev.evenstep.sqs;

import dev.evenstep.engine.http.HttpEndpoint;
import dev.evenstep.engine.protocol.AwsRequest;
import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.Xml;
import dev.evenstep.engine.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Serves SQS on a port, so that other clients can be pointed at it: {@code ServeSqs 4577 [file]}. */
final class ServeSqs {

    private static final int LONGEST_BODY = 16 * 1024 * 1024;

    private ServeSqs() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var endpoint = HttpEndpoint.bind(Integer.parseInt(arguments[0]));
        var storage = arguments.length > 1 ? Storage.file(Path.of(arguments[1])) : Storage.memory();
        var sqs = Sqs.start(SqsOptions.memory(endpoint.address()).withStorage(storage));
        endpoint.serve(
                LONGEST_BODY,
                request -> identity(request) ? identity() : sqs.service().handle(request));
        System.out.println(endpoint.address());
        Thread.currentThread().join();
    }

    private static boolean identity(AwsRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8).contains("GetCallerIdentity");
    }

    private static AwsResponse identity() {
        return new AwsResponse(200, Map.of("Content-Type", "text/xml"), Xml.bytes("""
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>arn:aws:iam::000000000000:root</Arn><UserId>local</UserId><Account>000000000000</Account>\
                </GetCallerIdentityResult></GetCallerIdentityResponse>
                """));
    }
}
