package dev.evenstep.encryption;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a subject's key.
 *
 * @param isKnown whether it was ever made, or is erased
 * @param usable null where it is erased, or was never made
 */
record SubjectKey(boolean isKnown, @Nullable SecretKey usable) {

    static SubjectKey usable(SecretKey key) {
        return new SubjectKey(true, key);
    }

    static SubjectKey erased() {
        return new SubjectKey(true, null);
    }

    static SubjectKey missing() {
        return new SubjectKey(false, null);
    }
}
