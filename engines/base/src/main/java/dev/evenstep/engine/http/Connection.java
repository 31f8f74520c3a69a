package dev.evenstep.engine.http;

import dev.evenstep.engine.protocol.AwsResponse;
import dev.evenstep.engine.protocol.Xml;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;

/** One client's requests, one after the other. */
final class Connection {

    private static final byte[] CONTINUE = Xml.bytes("HTTP/1.1 100 Continue\r\n\r\n");

    private final RequestReader requests;
    private final ResponseWriter responses;
    private final OutputStream out;
    private final int longestBody;
    private final HttpHandler handler;

    Connection(Socket socket, int longestBody, HttpHandler handler) throws IOException {
        this.requests = new RequestReader(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.responses = new ResponseWriter(out);
        this.longestBody = longestBody;
        this.handler = handler;
    }

    /** Returns when the connection is to be closed. */
    void run() throws IOException {
        try {
            while (serveOne()) {
                // until one side has enough
            }
        } catch (MalformedException e) {
            var body = Xml.bytes(e.getMessage());
            responses.write(new AwsResponse(e.status(), Map.of("Content-Type", "text/plain"), body), true, false);
        }
    }

    private boolean serveOne() throws IOException {
        var head = requests.head();
        if (head == null) {
            return false;
        }
        if (head.waits()) {
            out.write(CONTINUE);
        }
        var body = requests.body(head, longestBody);
        var request = head.request(body.bytes());
        AwsResponse response = body.whole()
                ? AwsResponse.of(request, handler)
                : AwsResponse.of(request, dropped -> handler.tooLarge(dropped, body.length()));
        if (response.isLost()) {
            return false;
        }
        try {
            responses.write(response, !head.keepsConnection(), request.method().equals("HEAD"));
        } catch (IOException e) {
            handler.undelivered(request, response);
            throw e;
        }
        return head.keepsConnection();
    }
}
