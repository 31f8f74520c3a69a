package dev.evenstep.internal.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread has around it that code and logs go by: handed on to the threads of a batch's records. */
record ThreadContext(
        @Nullable Map<String, String> diagnostics, @Nullable ClassLoader loader) {

    /** Of the calling thread. */
    static ThreadContext here() {
        return new ThreadContext(
                MDC.getCopyOfContextMap(), Thread.currentThread().getContextClassLoader());
    }

    /** Gives them to the calling thread. */
    void enter() {
        Thread.currentThread().setContextClassLoader(loader);
        if (diagnostics != null) {
            MDC.setContextMap(diagnostics);
        }
    }
}
