package dev.evenstep.local.lambda.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Does what its event says in {@code do}, so that one warm instance serves many tests. */
public class Switchboard implements RequestHandler<Map<String, Object>, Object> {

    private final AtomicInteger invocations = new AtomicInteger();

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        int invocation = invocations.incrementAndGet();
        return switch (String.valueOf(event.get("do"))) {
            case "fail" -> throw new IllegalArgumentException("told to fail");
            case "exit" -> exit(number(event, "status"));
            case "hang" -> hang();
            case "print" -> print(String.valueOf(event.get("text")), number(event, "times"));
            case "big" -> "x".repeat(number(event, "size"));
            case "environment" -> new TreeMap<>(System.getenv());
            case "memory" -> exhaustMemory();
            case "process" ->
                Map.of(
                        "pid", ProcessHandle.current().pid(),
                        "invocation", invocation,
                        "folder", Path.of("").toAbsolutePath().toString(),
                        "home", System.getProperty("user.home"),
                        "input", readInput());
            case "context" -> describe(context);
            default -> event;
        };
    }

    private static int number(Map<String, Object> event, String name) {
        return event.getOrDefault(name, 0) instanceof Integer number ? number : 0;
    }

    private static Object exit(int status) {
        Runtime.getRuntime().halt(status);
        return status;
    }

    private static Object hang() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object print(String text, int times) {
        for (int i = 0; i < times; i++) {
            System.out.println(text + " " + i);
        }
        return times;
    }

    private static Object exhaustMemory() {
        long size = Integer.MAX_VALUE / 2;
        return new byte[Math.toIntExact(size)].length;
    }

    private static int readInput() {
        try {
            return System.in.read();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> describe(Context context) {
        context.getLogger().log("described\n");
        return Map.of(
                "requestId", context.getAwsRequestId(),
                "arn", context.getInvokedFunctionArn(),
                "name", context.getFunctionName(),
                "version", context.getFunctionVersion(),
                "memory", context.getMemoryLimitInMB(),
                "group", context.getLogGroupName(),
                "stream", context.getLogStreamName(),
                "remaining", context.getRemainingTimeInMillis(),
                "trace", String.valueOf(System.getProperty("com.amazonaws.xray.traceHeader")));
    }
}
