package dev.evenstep.aws.internal.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserStackTraceTest {

    @Test
    void itBeginsWithTheUsersFrameAndEndsWhereTheLibraryCalledIt() {
        Exception failure = with(
                "down",
                "java.util.Objects",
                "dev.evenstep.effect.Write",
                "dev.evenstep.shop.Orders",
                "java.util.ArrayList",
                "com.example.Prices",
                "dev.evenstep.consume.TypeHandlers$Typed",
                "java.lang.VirtualThread");
        failure.addSuppressed(with("second", "jdk.internal.Net", "shop.Close"));
        failure.initCause(with("root", "sun.nio.ch.Net", "shop.Gateway", "dev.evenstep.consume.UncheckedCall"));

        assertThat(UserStackTrace.of(failure)).isEqualTo("""
                        java.lang.IllegalStateException: down
                        \tat dev.evenstep.shop.Orders.run(File.java:1)
                        \tat java.util.ArrayList.run(File.java:1)
                        \tat com.example.Prices.run(File.java:1)
                        Suppressed: java.lang.IllegalStateException: second
                        \tat shop.Close.run(File.java:1)
                        Caused by: java.lang.IllegalStateException: root
                        \tat shop.Gateway.run(File.java:1)
                        """);
    }

    @Test
    void whatFailedInTheLibraryItselfIsShownWhole() {
        assertThat(UserStackTrace.of(with(
                        "down",
                        "dev.evenstep.schema.BindingError",
                        "dev.evenstep.consume.Resequencer",
                        "java.lang.Thread")))
                .contains("BindingError.run", "Resequencer.run", "Thread.run");
    }

    @Test
    void aCircleOfCausesEnds() {
        Exception one = with("one", "shop.One");
        one.initCause(new IllegalStateException("two", one));

        assertThat(UserStackTrace.of(one)).containsOnlyOnce("one\n").contains("two");
    }

    @Test
    void ofALongOneTheBeginningIsKept() {
        String[] frames =
                IntStream.range(0, 1_000).mapToObj(i -> "shop.Deep" + i).toArray(String[]::new);

        assertThat(UserStackTrace.of(with("deep", frames))).hasSize(4_000).contains("shop.Deep0.run");
    }

    private static IllegalStateException with(String message, String... frames) {
        IllegalStateException failure = new IllegalStateException(message);
        StackTraceElement[] stack = new StackTraceElement[frames.length];
        for (int i = 0; i < frames.length; i++) {
            stack[i] = new StackTraceElement(frames[i], "run", "File.java", 1);
        }
        failure.setStackTrace(stack);
        return failure;
    }
}
