package dev.evenstep.testkit.local;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What happens just before a client asks for something. */
final class Disturbance implements ExecutionInterceptor {

    private record Event(Class<? extends SdkRequest> kind, Consumer<SdkRequest> action, boolean again) {}

    private final AtomicReference<@Nullable Event> next = new AtomicReference<>();

    /** Before the next request of a kind only. */
    void once(Class<? extends SdkRequest> kind, Consumer<SdkRequest> action) {
        next.set(new Event(kind, action, false));
    }

    /** Before every request from now on. */
    void always(Consumer<SdkRequest> action) {
        next.set(new Event(SdkRequest.class, action, true));
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Event event = next.get();
        if (event != null && event.kind().isInstance(context.request())) {
            next.compareAndSet(event, event.again() ? event : null);
            event.action().accept(context.request());
        }
    }
}
