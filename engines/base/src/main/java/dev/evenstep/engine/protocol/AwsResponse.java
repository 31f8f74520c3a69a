package dev.evenstep.engine.protocol;

import java.util.Map;

/** What goes back to the client. */
@SuppressWarnings("ArrayRecordComponent") // bytes pass through, nobody compares them
public record AwsResponse(int status, Map<String, String> headers, byte[] body) {}
