package dev.evenstep.redis;

import dev.evenstep.internal.store.IdempotencyRecord;
import dev.evenstep.internal.store.StoredAnswer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as the fields of a hash, as the scripts write them. */
final class RedisHash {

    private RedisHash() {}

    /** @param flat names and values in turn, as {@code HGETALL} answers within a script */
    static IdempotencyRecord of(String event, List<?> flat) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            fields.put(String.valueOf(flat.get(i)), String.valueOf(flat.get(i + 1)));
        }
        return of(event, fields);
    }

    static IdempotencyRecord of(String event, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return IdempotencyRecord.NONE;
        }
        String print = fields.get("print");
        return new IdempotencyRecord(
                null,
                null,
                print,
                fields.containsKey("done"),
                fields.get("result"),
                fields.get("owner"),
                time(fields.get("until")),
                time(fields.get("expiry")),
                0,
                answer(event, print, fields.get("json"), fields.get("unkept")));
    }

    static @Nullable StoredAnswer answer(
            String event, @Nullable String print, @Nullable String json, @Nullable String unkept) {
        return print == null || (json == null && unkept == null) ? null : new StoredAnswer(event, print, json, unkept);
    }

    private static @Nullable Instant time(@Nullable String millis) {
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
