package dev.evenstep.local.lambda;

import dev.evenstep.engine.protocol.AwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as callers name it: {@code name}, {@code account:function:name} or an ARN, each with or without
 * {@code :qualifier}.
 *
 * @param qualifier an alias, a version or {@code $LATEST}; null: none
 */
public record FunctionName(String name, @Nullable String qualifier) {

    /** The form that the Lambda API reference gives for {@code FunctionName}. */
    private static final Pattern FORM =
            Pattern.compile("(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?(?:function:)?([A-Za-z0-9_-]{1,140})"
                    + "(?::(\\$LATEST|[A-Za-z0-9_-]{1,128}))?");

    /** @throws AwsException {@code ValidationException} where the text is no function's name */
    public static FunctionName of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new AwsException(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
                            .formatted(text, FORM));
        }
        return new FunctionName(matcher.group(1), matcher.group(2));
    }

    FunctionName withQualifier(@Nullable String other) {
        return other == null ? this : new FunctionName(name, other);
    }
}
