package dev.evenstep.aws.internal.source;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a batch's messages are called: by their own ids, which producers need not give, nor give once. */
final class MessageNames {

    private final Map<String, Integer> given = new HashMap<>();

    /** The same however often the message comes, unless it has no id and others have its content. */
    String name(String queue, @Nullable String messageId, RecordBody body) {
        String own = messageId == null || messageId.isBlank()
                ? UUID.nameUUIDFromBytes(body.text().getBytes(StandardCharsets.UTF_8))
                        .toString()
                : messageId;
        String name = queue + "/" + own;
        int before = given.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? name : name + "/" + before;
    }
}
