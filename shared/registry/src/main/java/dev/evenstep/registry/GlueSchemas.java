package dev.evenstep.registry;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.registry.RegisteredSchema.Format;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.GlueException;

/**
 * AWS Glue Schema Registry, by {@code GetSchemaVersion}, which the function must be allowed. Its schemas of Avro: those of Protobuf it has as
 * {@code .proto} texts only, which nothing here compiles.
 */
public final class GlueSchemas implements SchemaRegistry {

    private static final String DEPENDENCY = "glue";
    private static final Duration CALL = Duration.ofSeconds(3);

    private final Supplier<GlueClient> client;

    private GlueSchemas(Supplier<GlueClient> client) {
        this.client = client;
    }

    /** @param client asked when a schema is first needed */
    public static GlueSchemas with(Supplier<GlueClient> client) {
        return new GlueSchemas(client);
    }

    @Override
    public @Nullable RegisteredSchema schema(String id) {
        try {
            GetSchemaVersionResponse version = client.get()
                    .getSchemaVersion(request ->
                            request.schemaVersionId(id).overrideConfiguration(config -> config.apiCallTimeout(CALL)));
            return switch (version.dataFormat()) {
                case AVRO -> new RegisteredSchema(Format.AVRO, version.schemaDefinition());
                case JSON -> new RegisteredSchema(Format.JSON, version.schemaDefinition());
                default ->
                    throw new PermanentFailure(
                            Reason.MALFORMED,
                            "Schema %s is in %s, which Glue has as a text that nothing here compiles"
                                    .formatted(id, version.dataFormatAsString()));
            };
        } catch (EntityNotFoundException unknown) {
            return null;
        } catch (AccessDeniedException refused) {
            throw new ConfigurationFailure(
                    DEPENDENCY, "Glue refuses schema " + id + ": allow the function glue:GetSchemaVersion", refused);
        } catch (GlueException failed) {
            throw failed.statusCode() == 403 || isDenied(failed)
                    ? new ConfigurationFailure(
                            DEPENDENCY,
                            "Glue refuses schema " + id + ": allow the function glue:GetSchemaVersion",
                            failed)
                    : new DependencyFailure(DEPENDENCY, "Glue did not answer for schema " + id + ": " + failed, failed);
        } catch (SdkException failed) {
            throw new DependencyFailure(DEPENDENCY, "Glue did not answer for schema " + id + ": " + failed, failed);
        }
    }

    private static boolean isDenied(GlueException failed) {
        return failed.awsErrorDetails() != null
                && failed.awsErrorDetails().errorCode().startsWith("AccessDenied");
    }
}
