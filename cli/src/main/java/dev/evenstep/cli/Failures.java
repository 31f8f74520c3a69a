package dev.evenstep.cli;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What went wrong, in words that name the remedy. */
final class Failures {

    private Failures() {}

    static String inWords(Throwable failure) {
        if (failure instanceof SdkClientException && cause(failure, ConnectException.class) != null) {
            return "nothing answers at the endpoint. Start it with ./evenstep start, or name another with --endpoint";
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return at;
            }
        }
        return null;
    }
}
