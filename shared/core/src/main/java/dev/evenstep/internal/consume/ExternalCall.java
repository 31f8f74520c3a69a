package dev.evenstep.internal.consume;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.evenstep.effect.Effect;
import dev.evenstep.internal.schema.DataBinding;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** One event's call outside, and what follows from its answer. */
sealed interface ExternalCall {

    /** Does it. */
    Object call() throws Exception;

    /** @param json what was answered, as {@link DataBinding#text} wrote it */
    Effect then(String json, DataBinding binding);

    /** A call that answers something. */
    record Answering<A>(Class<A> type, Callable<A> work, Function<A, Effect> following) implements ExternalCall {

        @Override
        public Object call() throws Exception {
            return work.call();
        }

        @Override
        public Effect then(String json, DataBinding binding) {
            return following.apply(binding.read(json, type, "The answer"));
        }
    }

    /** A call that answers nothing. */
    record Sending(Work work, Supplier<Effect> following) implements ExternalCall {

        interface Work {

            void run() throws Exception;
        }

        @Override
        public Object call() throws Exception {
            work.run();
            return NOTHING;
        }

        @Override
        public Effect then(String json, DataBinding binding) {
            return following.get();
        }
    }

    /** The answer of a call that has none: JSON's null. */
    Object NOTHING = NullNode.getInstance();
}
