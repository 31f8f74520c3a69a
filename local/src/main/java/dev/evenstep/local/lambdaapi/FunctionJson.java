package dev.evenstep.local.lambdaapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.local.stack.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A function's configuration in the API's shape. What the template does not say has Lambda's default. */
final class FunctionJson {

    private static final DateTimeFormatter MODIFIED = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private FunctionJson() {}

    static ObjectNode configuration(FunctionSpec spec, @Nullable String qualifier, CodeDigests digests) {
        String account = spec.arn().split(":", -1)[4];
        ObjectNode json = JsonTrees.object();
        json.put("FunctionName", spec.name());
        json.put("FunctionArn", qualifier == null ? spec.arn() : spec.arn() + ":" + qualifier);
        json.put("Runtime", spec.runtime());
        json.put("Role", "arn:aws:iam::" + account + ":role/" + spec.logicalId());
        json.put("Handler", spec.handler());
        json.put("Description", "");
        json.put("Timeout", spec.timeout().toSeconds());
        json.put("MemorySize", spec.memoryMegabytes());
        json.put("Version", "$LATEST");
        json.put("PackageType", "Zip");
        json.put("State", "Active");
        json.put("LastUpdateStatus", "Successful");
        json.putArray("Architectures").add(System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64");
        json.putObject("TracingConfig").put("Mode", "PassThrough");
        json.putObject("EphemeralStorage").put("Size", 512);
        json.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", "/aws/lambda/" + spec.name());
        ObjectNode variables = json.putObject("Environment").putObject("Variables");
        spec.environment().forEach(variables::put);
        putCode(json, spec.code(), digests);
        return json;
    }

    private static void putCode(ObjectNode json, Path code, CodeDigests digests) {
        json.put("CodeSize", codeSize(code));
        try {
            json.put(
                    "LastModified",
                    MODIFIED.format(Files.getLastModifiedTime(code).toInstant()));
            if (Files.isRegularFile(code)) {
                json.put("CodeSha256", digests.of(code));
            }
        } catch (IOException notBuilt) {
            json.put("LastModified", MODIFIED.format(Instant.EPOCH));
        }
    }

    /** In bytes; 0 where the code is not built. */
    static long codeSize(Path code) {
        try {
            return Files.isRegularFile(code) ? Files.size(code) : 0;
        } catch (IOException notBuilt) {
            return 0;
        }
    }
}
