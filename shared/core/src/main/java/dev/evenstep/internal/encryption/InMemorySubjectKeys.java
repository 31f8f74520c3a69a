package dev.evenstep.internal.encryption;

import dev.evenstep.spi.SubjectKeys;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys that end with the JVM. */
public final class InMemorySubjectKeys implements SubjectKeys {

    private final SecureRandom random = new SecureRandom();

    /** Empty where it is erased. */
    private final ConcurrentMap<String, Optional<SecretKey>> keys = new ConcurrentHashMap<>();

    @Override
    public @Nullable SecretKey toEncrypt(String subject) {
        return keys.computeIfAbsent(subject, any -> Optional.of(generated())).orElse(null);
    }

    @Override
    public @Nullable SecretKey toDecrypt(String subject) {
        return keys.getOrDefault(subject, Optional.empty()).orElse(null);
    }

    @Override
    public void erase(String subject) {
        keys.put(subject, Optional.empty());
    }

    private SecretKey generated() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
