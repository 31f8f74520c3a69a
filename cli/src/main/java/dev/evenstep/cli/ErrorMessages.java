package dev.evenstep.cli;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What went wrong, in words that name the remedy. */
final class ErrorMessages {

    private ErrorMessages() {}

    /** @param endpoint what was talked to */
    static String inWords(Throwable failure, String endpoint) {
        if (failure instanceof SdkClientException && cause(failure, ConnectException.class) != null) {
            return "nothing answers at " + endpoint
                    + ". Start it with ./evenstep start, or name another with --endpoint";
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
