package dev.evenstep.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.registry.RegisteredSchema.Format;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

class GlueSchemasTest {

    private final FakeRegistry server = new FakeRegistry();
    private final GlueClient client = GlueClient.builder()
            .endpointOverride(server.address())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(config -> config.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();
    private final GlueSchemas registry = GlueSchemas.with(() -> client);

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(int status, String body) {
        server.answer("/", status, body);
    }

    @Test
    void aSchemaVersionIsASchema() {
        String id = Payloads.GLUE_ID.toString();
        answer(
                200,
                "{\"SchemaVersionId\":\"%s\",\"SchemaDefinition\":\"\\\"int\\\"\",\"DataFormat\":\"AVRO\",\"Status\":\"AVAILABLE\"}"
                        .formatted(id));
        assertThat(registry.schema(id)).isEqualTo(new RegisteredSchema(Format.AVRO, "\"int\""));

        answer(200, "{\"SchemaDefinition\":\"{}\",\"DataFormat\":\"JSON\"}");
        assertThat(registry.schema(id)).isEqualTo(new RegisteredSchema(Format.JSON, "{}"));
    }

    @Test
    void whatCannotBeReadIsSaidAndWhatIsNotThereIsUnknown() {
        answer(200, "{\"SchemaDefinition\":\"syntax\",\"DataFormat\":\"PROTOBUF\"}");
        assertThatThrownBy(() -> registry.schema("s"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("Schema s is in PROTOBUF");

        answer(400, "{\"__type\":\"EntityNotFoundException\",\"Message\":\"Schema version is not found.\"}");
        assertThat(registry.schema("s")).isNull();
    }

    @Test
    void aRefusalIsTheConfigurationsAndAllElseGlues() {
        answer(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not allowed\"}");
        assertThatThrownBy(() -> registry.schema("s"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("glue:GetSchemaVersion");

        answer(500, "{\"__type\":\"InternalServiceException\"}");
        assertThatThrownBy(() -> registry.schema("s")).isInstanceOf(DependencyFailure.class);
        server.close();
        assertThatThrownBy(() -> registry.schema("s")).isInstanceOf(DependencyFailure.class);
    }
}
