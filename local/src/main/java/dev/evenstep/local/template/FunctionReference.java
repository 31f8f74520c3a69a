package dev.evenstep.local.template;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as other resources name it: by name, ARN or partial ARN, an alias or version behind it allowed.
 *
 * @param qualifier an alias, a version's number or {@code $LATEST}; null: none
 */
record FunctionReference(String name, @Nullable String qualifier) {

    private static final Pattern SHAPE = Pattern.compile("(?:(?:arn:[a-z-]+:lambda:[a-z0-9-]*:)?\\d{12}:function:)?"
            + "([A-Za-z0-9_-]+)(?::(\\$LATEST|[A-Za-z0-9_-]+))?");

    static Optional<FunctionReference> of(String text) {
        var matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new FunctionReference(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** The name alone, or no text where it is no reference at all. */
    static String nameIn(String text) {
        return of(text).map(FunctionReference::name).orElse("");
    }

    /** The alias, where the qualifier is one. */
    Optional<String> alias() {
        return Optional.ofNullable(qualifier).filter(text -> !text.equals("$LATEST") && !text.matches("\\d+"));
    }
}
