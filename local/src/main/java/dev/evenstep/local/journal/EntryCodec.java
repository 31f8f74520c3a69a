package dev.evenstep.local.journal;

import dev.evenstep.engine.protocol.Json;
import dev.evenstep.engine.storage.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

final class EntryCodec implements Codec<Journal.Entry> {

    @Override
    public byte[] write(Journal.Entry entry) {
        return Json.bytes(Json.object()
                .put("id", entry.id())
                .put("kind", entry.kind())
                .put("payload", entry.payload())
                .put("accepted", entry.accepted().toString())
                .put("attempts", entry.attempts())
                .put("due", entry.due().toString()));
    }

    @Override
    public Journal.Entry read(byte[] bytes) {
        try {
            var json = Json.parse(bytes);
            return new Journal.Entry(
                    json.get("id").longValue(),
                    json.get("kind").textValue(),
                    json.get("payload").textValue(),
                    Instant.parse(json.get("accepted").textValue()),
                    json.get("attempts").intValue(),
                    Instant.parse(json.get("due").textValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // written above
        }
    }

    @Override
    public int weight(Journal.Entry entry) {
        return 200 + 2 * entry.payload().length();
    }
}
