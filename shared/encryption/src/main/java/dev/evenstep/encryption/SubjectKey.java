package dev.evenstep.encryption;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** What is known of a subject's key. */
sealed interface SubjectKey {

    record Usable(SecretKey key) implements SubjectKey {}

    record Erased() implements SubjectKey {}

    /** It was never made. */
    record Missing() implements SubjectKey {}

    default @Nullable SecretKey usable() {
        return this instanceof Usable(SecretKey key) ? key : null;
    }
}
