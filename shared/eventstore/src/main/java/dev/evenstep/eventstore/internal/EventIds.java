package dev.evenstep.eventstore.internal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of a stream's events: the same whenever an append is made again, so that an event that is published twice is known. */
public final class EventIds {

    private EventIds() {}

    /** @param index in the append, from 0 */
    public static String of(String stream, String append, int index) {
        String key = stream.length() + ":" + stream + append + "/" + index;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
