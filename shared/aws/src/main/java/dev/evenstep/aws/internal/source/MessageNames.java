package dev.evenstep.aws.internal.source;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a batch's messages are called: by their own ids, which producers need not give, nor give once. */
public final class MessageNames {

    private final Numbered names = new Numbered();

    /** The same however often the message comes, unless it has no id and others have its content. */
    public String name(String queue, @Nullable String messageId, RecordBody body) {
        return names.name(queue + "/" + (messageId == null || messageId.isBlank() ? of(body.text()) : messageId));
    }

    /** A name by the content alone. */
    public static String of(String content) {
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
