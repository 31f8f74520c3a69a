package dev.evenstep.decision;

import org.jspecify.annotations.Nullable;

/**
 * Says that something which handling needs did not do its part, so that the event is not to blame: it is tried again for as
 * long as the retry policy's patience allows, and no attempt is counted.
 */
public final class DependencyFailure extends RuntimeException {

    private final String dependency;

    /** @param dependency its name, the same at every failure, such as {@code payment-gateway} */
    public DependencyFailure(String dependency, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.dependency = dependency;
    }

    public DependencyFailure(String dependency, String message) {
        this(dependency, message, null);
    }

    public String dependency() {
        return dependency;
    }
}
