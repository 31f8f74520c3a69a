package dev.evenstep.aws.internal.deadletter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A stack trace as its reader needs it: of each exception it begins with the user's first frame, without what the library
 * and the JDK have above it, and ends where the library called the user. Where nothing of the user's is in it, it is whole.
 */
public final class UserStackTrace {

    /** In characters: what is told of a failure has room for little more. */
    private static final int LONGEST = 4_000;

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** Packages of the library's, and not all of {@code dev.evenstep}, where its examples and their handlers are too. */
    private static final List<String> OURS = List.of(
            "dev.evenstep.aws.",
            "dev.evenstep.consume.",
            "dev.evenstep.decision.",
            "dev.evenstep.effect.",
            "dev.evenstep.event.",
            "dev.evenstep.internal.",
            "dev.evenstep.order.",
            "dev.evenstep.schema.",
            "dev.evenstep.spi.");

    private UserStackTrace() {}

    /** Of an exception, of what it suppressed, and of what caused it; of more than 4,000 characters, the first. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        append(text, "", failure, Collections.newSetFromMap(new IdentityHashMap<>()));
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    private static void append(StringBuilder text, String before, Throwable failure, Set<Throwable> told) {
        if (text.length() > LONGEST || !told.add(failure)) {
            return;
        }
        text.append(before).append(failure).append('\n');
        frames(failure.getStackTrace())
                .forEach(frame -> text.append("\tat ").append(frame).append('\n'));
        for (Throwable suppressed : failure.getSuppressed()) {
            append(text, "Suppressed: ", suppressed, told);
        }
        if (failure.getCause() != null) {
            append(text, "Caused by: ", failure.getCause(), told);
        }
    }

    private static List<StackTraceElement> frames(StackTraceElement[] all) {
        List<StackTraceElement> users = new ArrayList<>();
        for (StackTraceElement frame : all) {
            if (!users.isEmpty() && isOf(OURS, frame)) {
                break;
            }
            if (!users.isEmpty() || (!isOf(OURS, frame) && !isOf(JDK, frame))) {
                users.add(frame);
            }
        }
        return users.isEmpty() ? Arrays.asList(all) : users;
    }

    private static boolean isOf(List<String> packages, StackTraceElement frame) {
        return packages.stream().anyMatch(frame.getClassName()::startsWith);
    }
}
