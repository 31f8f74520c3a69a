package dev.evenstep.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.registry.RegisteredSchema.Format;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfluentSchemasTest {

    private final FakeRegistry server = new FakeRegistry();
    private final ConfluentSchemas registry =
            ConfluentSchemas.at(server.address().resolve("/base"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAvroSchemaHasWhatItRefersTo() {
        server.answer("/base/schemas/ids/7", 200, """
                {"schema":"\\"Line\\"","references":[{"name":"Line","subject":"shop/line","version":3}]}""");
        server.answer(
                "/base/subjects/shop%2Fline/versions/3",
                200, "{\"subject\":\"shop/line\",\"version\":3,\"id\":8,\"schema\":\"x\"}");
        server.answer("/base/schemas/ids/8", 200, "{\"schema\":\"a line\"}");

        assertThat(registry.schema("7"))
                .isEqualTo(new RegisteredSchema(
                        Format.AVRO, "\"Line\"", Map.of("Line", new RegisteredSchema(Format.AVRO, "a line"))));
        assertThat(server.authorization).isEqualTo("null");
    }

    @Test
    void aProtobufSchemaIsAskedForInItsSerializedForm() {
        server.answer("/base/schemas/ids/7", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = …\"}");
        server.answer(
                "/base/schemas/ids/7?format=serialized", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"AAAA\"}");
        server.answer("/base/schemas/ids/9", 200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");

        assertThat(registry.withCredentials("key", "secret").schema("7"))
                .isEqualTo(new RegisteredSchema(Format.PROTOBUF, "AAAA"));
        assertThat(server.authorization).isEqualTo("Basic a2V5OnNlY3JldA==");
        assertThat(registry.schema("9")).isEqualTo(new RegisteredSchema(Format.JSON, "{}"));
    }

    @Test
    void onlyTheRegistryItselfSaysThatThereIsNoSchema() {
        server.answer("/base/schemas/ids/1", 404, "{\"error_code\":40403,\"message\":\"Schema 1 not found\"}");

        assertThat(registry.schema("1")).isNull();
        assertThatThrownBy(() -> registry.schema("2"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("answered 404 for schemas/ids/2: look at its address");
    }

    @Test
    void whateverElseItAnswersIsItsFault() {
        server.answer("/base/schemas/ids/1", 503, "{\"error_code\":50003}");
        server.answer("/base/schemas/ids/2", 200, "<html>");
        server.answer("/base/schemas/ids/3", 401, "{\"error_code\":401}");
        server.answer(
                "/base/schemas/ids/4",
                200,
                "{\"schema\":\"x\",\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]}");
        server.answer("/base/subjects/a/versions/1", 200, "{\"id\":4}");
        server.answer("/base/schemas/ids/5", 200, "{\"schemaType\":\"THRIFT\",\"schema\":\"x\"}");

        assertThatThrownBy(() -> registry.schema("1"))
                .isInstanceOf(DependencyFailure.class)
                .hasMessageContaining("answered 503");
        assertThatThrownBy(() -> registry.schema("2")).isInstanceOf(DependencyFailure.class);
        assertThatThrownBy(() -> registry.schema("3")).isInstanceOf(ConfigurationFailure.class);
        assertThatThrownBy(() -> registry.schema("4"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("10 deep");
        assertThatThrownBy(() -> registry.schema("5"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("THRIFT");
        server.close();
        assertThatThrownBy(() -> registry.schema("6"))
                .isInstanceOf(DependencyFailure.class)
                .hasMessageContaining("did not answer");
    }

    @Test
    void anAddressWithoutAHostIsRefused() {
        assertThatThrownBy(() -> ConfluentSchemas.at(URI.create("registry")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"registry\"");
    }
}
