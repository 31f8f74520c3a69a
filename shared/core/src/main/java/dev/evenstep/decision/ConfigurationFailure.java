package dev.evenstep.decision;

/**
 * Says that what the function was given does not fit: a variable, a table, a key, a permission. No event is to blame, so that
 * all wait until it is mended.
 */
public final class ConfigurationFailure extends RuntimeException {

    private final String dependency;

    /** @param dependency what cannot be used, the same at every failure, such as {@code dynamodb} */
    public ConfigurationFailure(String dependency, String message) {
        super(message);
        this.dependency = dependency;
    }

    public ConfigurationFailure(String dependency, String message, Throwable cause) {
        super(message, cause);
        this.dependency = dependency;
    }

    public String dependency() {
        return dependency;
    }
}
