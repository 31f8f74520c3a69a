package dev.evenstep.aws;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * A consumer behind any {@link dev.evenstep.spi.Source}. Made by {@link Evenstep#source}; safe for concurrent use.
 *
 * @param <E> what an invocation is handed
 * @param <A> what it answers
 */
public interface SourceFunction<E, A> {

    /** @throws RuntimeException where the source knows no other way to bring the batch again */
    A handle(E event, Context context);
}
