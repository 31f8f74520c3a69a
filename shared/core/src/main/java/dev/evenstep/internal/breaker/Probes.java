package dev.evenstep.internal.breaker;

import java.time.Instant;

/** Who may try a dependency that is away, among all instances that share this. */
public interface Probes {

    /**
     * Claims the only probe until then.
     *
     * @return false where somebody else has it
     */
    boolean claim(String breaker, Instant now, Instant until);

    /** The dependency is back: whoever asks next may try. */
    void release(String breaker);

    /** Each instance for itself. */
    static Probes ofThisInstance() {
        return new Probes() {
            @Override
            public boolean claim(String breaker, Instant now, Instant until) {
                return true;
            }

            @Override
            public void release(String breaker) {}
        };
    }
}
