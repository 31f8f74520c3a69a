package dev.evenstep.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evenstep.decision.ConfigurationFailure;
import dev.evenstep.decision.DependencyFailure;
import dev.evenstep.registry.RegisteredSchema.Format;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registry that speaks Confluent's REST API ("Schema Registry API Reference"): Confluent's own, Karapace, Redpanda, Apicurio. Protobuf's
 * schemas are asked for in their serialized form, which the registry has to know.
 */
public final class ConfluentSchemas implements SchemaRegistry {

    private static final String DEPENDENCY = "schema-registry";
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(2);

    /** Of schemas that refer to one another. */
    private static final int DEEPEST = 10;

    private static final int SCHEMA_NOT_FOUND = 40403;

    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final @Nullable String authorization;
    private final HttpClient client;

    private ConfluentSchemas(URI base, @Nullable String authorization) {
        this.base = base;
        this.authorization = authorization;
        this.client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    }

    /** @param base such as {@code https://registry.example.com}, with a path where it has one */
    public static ConfluentSchemas at(URI base) {
        if (base.getHost() == null) {
            throw new IllegalArgumentException(
                    "The registry is at \"" + base + "\": give it as https://host, and a path if it has one");
        }
        String text = base.toString();
        return new ConfluentSchemas(URI.create(text.endsWith("/") ? text : text + "/"), null);
    }

    /** A user's name and password, or the key and secret of an API. */
    public ConfluentSchemas withCredentials(String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new ConfluentSchemas(base, "Basic " + both);
    }

    @Override
    public @Nullable RegisteredSchema schema(String id) {
        return schema(id, 0);
    }

    private @Nullable RegisteredSchema schema(String id, int depth) {
        if (depth > DEEPEST) {
            throw new ConfigurationFailure(
                    DEPENDENCY, "Schemas refer to one another more than %d deep".formatted(DEEPEST));
        }
        JsonNode answer = get("schemas/ids/" + encoded(id));
        if (answer == null) {
            return null;
        }
        String type = answer.path("schemaType").asText("AVRO");
        Map<String, RegisteredSchema> references = new HashMap<>();
        for (JsonNode reference : answer.path("references")) {
            references.put(reference.path("name").asText(), referred(reference, depth));
        }
        return switch (type) {
            case "AVRO" -> new RegisteredSchema(Format.AVRO, text(answer), references);
            case "PROTOBUF" -> {
                JsonNode serialized = get("schemas/ids/" + encoded(id) + "?format=serialized");
                yield serialized == null ? null : new RegisteredSchema(Format.PROTOBUF, text(serialized), references);
            }
            case "JSON" -> new RegisteredSchema(Format.JSON, text(answer));
            default ->
                throw new ConfigurationFailure(
                        DEPENDENCY, "Schema %s is of the type %s, which is not read".formatted(id, type));
        };
    }

    private RegisteredSchema referred(JsonNode reference, int depth) {
        String path = "subjects/%s/versions/%s"
                .formatted(
                        encoded(reference.path("subject").asText()),
                        encoded(reference.path("version").asText()));
        JsonNode version = get(path);
        RegisteredSchema schema =
                version == null ? null : schema(version.path("id").asText(), depth + 1);
        if (schema == null) {
            throw new DependencyFailure(DEPENDENCY, "The registry has not what it refers to: " + path);
        }
        return schema;
    }

    private static String text(JsonNode answer) {
        return answer.path("schema").asText();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Null where the registry itself says that there is no such schema: a wrong address says nothing of the kind. */
    private @Nullable JsonNode get(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(CALL)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = sent(request.build());
        int status = response.statusCode();
        JsonNode answer = read(response.body());
        if (status == 200 && answer != null) {
            return answer;
        }
        if (status == 404 && answer != null && answer.path("error_code").asInt() == SCHEMA_NOT_FOUND) {
            return null;
        }
        String said = "The registry at %s answered %d for %s".formatted(base, status, path);
        if (status == 401 || status == 403 || status == 404) {
            throw new ConfigurationFailure(DEPENDENCY, said + ": look at its address, its user and what that may read");
        }
        throw new DependencyFailure(DEPENDENCY, said);
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new DependencyFailure(DEPENDENCY, "The registry at " + base + " did not answer: " + away, away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DependencyFailure(DEPENDENCY, "The registry at " + base + " was not waited for", interrupted);
        }
    }

    private static @Nullable JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException somethingElse) {
            return null;
        }
    }
}
