package dev.evenstep.local.lambda.samples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Prints each message's body; reports those that say {@code fail} as failed, and takes its time where told to. */
public class Batches implements RequestHandler<Map<String, List<Map<String, Object>>>, Map<String, Object>> {

    @Override
    public Map<String, Object> handleRequest(Map<String, List<Map<String, Object>>> event, Context context) {
        List<Map<String, Object>> failures = new ArrayList<>();
        for (Map<String, Object> record : event.getOrDefault("Records", List.of())) {
            String body = String.valueOf(record.get("body"));
            if (body.startsWith("slow")) {
                LockSupport.parkNanos(20_000_000);
            }
            if (body.startsWith("fail")) {
                failures.add(Map.of("itemIdentifier", String.valueOf(record.get("messageId"))));
            }
            System.out.println("did " + body + " at " + System.currentTimeMillis());
        }
        return Map.of("batchItemFailures", failures);
    }
}
