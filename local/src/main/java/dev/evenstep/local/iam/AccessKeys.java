package dev.evenstep.local.iam;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** The access keys of functions: by them a request says whose it is. */
public final class AccessKeys {

    private static final Pattern KEY = Pattern.compile("Credential=([^/,]+)/");

    private AccessKeys() {}

    /** In the shape of AWS's temporary ones: {@code ASIA} and 16 letters and digits. */
    public static String of(String functionArn) {
        var id = UUID.nameUUIDFromBytes(functionArn.getBytes(StandardCharsets.UTF_8))
                .toString();
        return "ASIA" + id.replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
    }

    /** The key of a request's signature; empty where it has none. */
    static String in(String authorization) {
        var key = KEY.matcher(authorization);
        return key.find() ? key.group(1) : "";
    }
}
