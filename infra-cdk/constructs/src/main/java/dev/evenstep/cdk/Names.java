package dev.evenstep.cdk;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** How things are called: {@code place-order} in the code, {@code <stack>-place-order} in the account. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Names() {}

    static void demand(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name is '" + name
                    + "'; must be lower-case words with hyphens between them, such as place-order (a queue's .fifo and the"
                    + " stack's name are added to it)");
        }
    }

    /**
     * @param scope in the stack whose name comes before
     * @param most AWS's limit
     * @param what such as {@code a function}
     */
    static void demandShort(Construct scope, String name, int most, String what) {
        var stack = Stack.of(scope).getStackName();
        var whole = stack + "-" + name;
        new Demand(name)
                .that(
                        Token.isUnresolved(stack) || whole.length() <= most,
                        "name",
                        whole,
                        "at most " + most + " characters long for " + what + ", the stack's name included",
                        "shorten either");
    }

    /** Begins with the stack's name, whatever that will be. */
    static String inStack(String name) {
        return Aws.STACK_NAME + "-" + name;
    }

    /** {@code PlaceOrder} for {@code place-order}. */
    static String id(String name) {
        demand(name);
        return Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** {@code ORDER_STATUS} for {@code order-status}. */
    static String variable(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
