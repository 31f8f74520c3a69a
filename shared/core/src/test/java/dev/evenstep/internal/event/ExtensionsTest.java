package dev.evenstep.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evenstep.decision.PermanentFailure;
import dev.evenstep.decision.Reason;
import dev.evenstep.event.Envelope;
import dev.evenstep.event.EventReference;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {

    private final EnvelopeJson json = new EnvelopeJson(Limits.defaults());

    @Test
    void extensionsAreReadAsWhatTheyAre() {
        Envelope read =
                json.read(body("\"tenant\":\"acme\",\"priority\":-7,\"test\":true,\"left\":null,\"hundred\":1E+2"));

        assertThat(read.extensions())
                .containsExactly(
                        Map.entry("hundred", 100),
                        Map.entry("priority", -7),
                        Map.entry("tenant", "acme"),
                        Map.entry("test", true));
    }

    @Test
    void anExtensionIsAskedForAsText() {
        EventEnvelope read = json.read(body("\"tenant\":\"acme\",\"priority\":-7,\"test\":true"));

        assertThat(read.extension("tenant")).isEqualTo("acme");
        assertThat(read.extension("priority")).isEqualTo("-7");
        assertThat(read.extension("test")).isEqualTo("true");
        assertThat(read.extension("other")).isNull();
    }

    @Test
    void ourOwnAttributesAreNotAmongThem() {
        EventEnvelope read = json.read(body("""
                "datacontenttype":"application/json","dataschema":"d","schemaversion":2,"subject":"s","entityversion":1,
                "correlationid":"a","causationid":"b","traceparent":"c","partitionkey":"p","tracestate":"x=y\""""));

        assertThat(read.extensions()).containsExactly(Map.entry("tracestate", "x=y"));
    }

    @Test
    void theySurviveBeingWrittenAndReadAndOtherData() {
        EventEnvelope read = json.read(body("\"tenant\":\"acme\",\"priority\":7,\"test\":false"));

        assertThat(json.read(json.write(read))).isEqualTo(read);
        assertThat(read.withTree(2, JsonNodeFactory.instance.objectNode()).extensions())
                .isEqualTo(read.extensions());
    }

    @Test
    void theCloudEventsSdkReadsWhatWeWrite() {
        Envelope event = json.read(body("\"tenant\":\"acme\",\"priority\":7,\"test\":true,\"dependson\":\"s#e-1\""));

        CloudEvent read = new JsonFormat().deserialize(json.write(event).getBytes(StandardCharsets.UTF_8));

        assertThat(read.getExtension("tenant")).isEqualTo("acme");
        assertThat(read.getExtension("priority")).isEqualTo(7);
        assertThat(read.getExtension("test")).isEqualTo(true);
        assertThat(read.getExtension("dependson")).isEqualTo("s#e-1");
    }

    @Test
    void weReadWhatTheCloudEventsSdkWrites() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("e-9")
                .withSource(URI.create("/shop"))
                .withType("OrderPlaced")
                .withExtension("tenant", "acme")
                .withExtension("priority", 7)
                .withExtension("test", true)
                .withData("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .build();
        Instant sent = Instant.parse("2026-11-21T08:00:00Z");

        EventEnvelope read = json.read(new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8), sent);

        assertThat(read.time()).isEqualTo(sent);
        assertThat(read.extensions()).isEqualTo(Map.of("tenant", "acme", "priority", 7, "test", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "weight":1.5             | weight is a JSON number, not a string, a boolean or a whole number
            "weight":3000000000      | weight is a JSON number, not a string, a boolean or a whole number
            "secret":{"card":"4711"} | secret is a JSON object, not a string, a boolean or a whole number
            "secret":["4711"]        | secret is a JSON array, not a string, a boolean or a whole number
            "Tenant":"acme"          | extension "Tenant" is misnamed: lower-case letters and digits are allowed
            "te-nant":"acme"         | extension "te-nant" is misnamed
            "tenänt":"acme"          | extension "tenänt" is misnamed
            "":"acme"                | extension "" is misnamed
            "data_base64":"aGk="     | has data_base64; its data must be a JSON object
            "dependson":7            | dependson is not text
            "dependson":"4711"       | dependson must be 1 to 10 references source#id or source#id#subject#version
            "dependson":""           | dependson must be 1 to 10 references
            "dependson":"s#a, s#b"   | dependson must be 1 to 10 references
            "dependson":"s#a,"       | dependson must be 1 to 10 references
            """)
    void aWrongExtensionIsMalformedByItsName(String extension, String message) {
        PermanentFailure failure = catchThrowableOfType(PermanentFailure.class, () -> json.read(body(extension)));

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure).hasMessageStartingWith("The envelope").hasMessageContaining(message);
        assertThat(failure).hasMessageNotContaining("4711");
    }

    @Test
    void binaryDataInPlaceOfDataIsNamed() {
        String body = body("\"data_base64\":\"aGk=\"").replace(",\"data\":{}", "");

        assertThatThrownBy(() -> json.read(body)).hasMessageContaining("has data_base64");
    }

    @Test
    void elevenEventsAreTooManyToDependOn() {
        assertThat(json.read(body("\"dependson\":\"" + "s#e,".repeat(9) + "s#e\""))
                        .dependsOn())
                .hasSize(10);
        assertThatThrownBy(() -> json.read(body("\"dependson\":\"" + "s#e,".repeat(10) + "s#e\"")))
                .hasMessageContaining("dependson must be 1 to 10 references");
    }

    @Test
    void anEventNamesThoseThatItDependsOn() {
        EventEnvelope read = json.read(body("\"dependson\":\"s#e-1,shop#e%232#order-1#4\""));

        assertThat(read.dependsOn())
                .containsExactly(
                        new EventReference("s", "e-1", null, null), new EventReference("shop", "e#2", "order-1", 4L));
        assertThat(json.read(body("\"tenant\":\"acme\"")).dependsOn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "data", "data_base64", "partitionkey", "entityversion"})
    void anAttributeOfItsOwnCannotBeGivenAsExtension(String name) {
        Envelope event = json.read(body("\"tenant\":\"acme\""));

        assertThatThrownBy(() -> event.withExtensions(Map.of(name, "x")))
                .hasMessage(name + " is an attribute of its own and no extension");
    }

    @Test
    void anExtensionOfAnotherJavaTypeIsRefused() {
        Envelope event = json.read(body("\"tenant\":\"acme\""));

        assertThatThrownBy(() -> event.withExtensions(Map.of("size", 7L)))
                .hasMessage("extension size is a java.lang.Long; text, integers and booleans are allowed");
    }

    @Test
    void whatSpeaksOfTheOneEventDoesNotTravelOn() {
        Envelope cause = json.read(body("""
                "tenant":"acme","sequence":"5","sequencetype":"Integer","dependson":"s#e","dataref":"urn:x",
                "expirytime":"2026-11-21T08:00:00Z","recordedtime":"2026-11-21T08:00:00Z","tracestate":"a=b","replayname":"after-the-outage\""""));

        assertThat(Extensions.after(cause)).containsOnlyKeys(List.of("tenant", "tracestate", "replayname"));
    }

    private static String body(String extensions) {
        return "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"T\",\"time\":\"2026-11-21T08:00:00Z\",%s,\"data\":{}}"
                .formatted(extensions);
    }
}
