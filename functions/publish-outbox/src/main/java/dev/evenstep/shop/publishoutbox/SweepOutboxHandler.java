package dev.evenstep.shop.publishoutbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.evenstep.aws.OutboxRelay;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Behind a schedule. */
public final class SweepOutboxHandler implements RequestHandler<Map<String, Object>, @Nullable Void> {

    private final Consumer<Context> sweep = OutboxRelay.from(System.getenv()).sweeper("sweep-outbox");

    @Override
    public @Nullable Void handleRequest(Map<String, Object> schedule, Context context) {
        sweep.accept(context);
        return null;
    }
}
