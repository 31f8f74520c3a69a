package dev.evenstep.eventstore.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.eventstore.projection.Projection;
import dev.evenstep.eventstore.projection.ViewStore;
import dev.evenstep.eventstore.projection.Views;
import dev.evenstep.eventstore.projection.Views.View;
import dev.evenstep.eventstore.projection.Views.ViewPage;
import dev.evenstep.internal.event.JsonText;
import dev.evenstep.internal.event.Limits;
import dev.evenstep.internal.event.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Views over HTTP, behind a function URL or an HTTP API (payload format 2.0), as the JSON that is kept.
 *
 * <table>
 *   <caption>Requests</caption>
 *   <tr><td>{@code GET /projection/key}</td><td>one view; its {@code ETag} changes with it, and with {@code If-None-Match} it is
 *       answered 304 as long as it has not</td></tr>
 *   <tr><td>{@code GET /projection}</td><td>{@code {"views":[{"key":…,"revision":1,"view":{…}}],"next":…}}. {@code limit}: how
 *       many are looked at, 1 to 100, 20 where nothing is said. {@code next}: the page before had it, the last has none. {@code
 *       list} and {@code order} ({@code asc}, {@code desc}): of a list, in its order. Any other parameter is a filter: a field of
 *       the view whose value reads so. A page can have fewer views than its limit, or none, when there are more</td></tr>
 * </table>
 *
 * <p>Errors are {@code {"code":…,"detail":…}}: 400 for parameters, 404, 405. Whatever else fails is thrown, which Lambda answers
 * with 502. Who may read is the URL's or the API's to say; everybody who may reads everything.
 */
public final class QueryFunction {

    /** Of an answer (Lambda's quota), less what is around the body. */
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private final Map<String, Views<String>> projections;
    private final JsonText json = new JsonText(Limits.defaults().withMaxBytes(400 * 1024));

    private QueryFunction(Map<String, Views<String>> projections) {
        this.projections = projections;
    }

    /** @param projections that may be read, and no others */
    public static QueryFunction of(ViewStore store, Projection<?>... projections) {
        Map<String, Views<String>> views = new HashMap<>();
        for (Projection<?> projection : projections) {
            views.put(projection.name(), Views.json(projection.name(), store));
        }
        return new QueryFunction(Map.copyOf(views));
    }

    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent request) {
        if (!"GET".equals(HttpRequests.method(request))) {
            return HttpAnswers.error(405, "method-not-allowed", "Views are read by GET", Map.of("Allow", "GET"));
        }
        try {
            String[] path = HttpRequests.path(request).split("/", 3);
            Views<String> views = path.length < 2 ? null : projections.get(path[1]);
            if (views == null) {
                return HttpAnswers.error(404, "no-projection", "There is no such projection", Map.of());
            }
            return path.length == 2 || path[2].isEmpty() ? list(views, request) : one(views, path[2], request);
        } catch (IllegalArgumentException wrong) {
            return HttpAnswers.error(400, "bad-request", String.valueOf(wrong.getMessage()), Map.of());
        }
    }

    private static APIGatewayV2HTTPResponse one(Views<String> views, String key, APIGatewayV2HTTPEvent request) {
        Optional<View<String>> found = views.get(key);
        if (found.isEmpty()) {
            return HttpAnswers.error(404, "no-view", "There is no such view", Map.of());
        }
        View<String> view = found.orElseThrow();
        String tag = "\"%d-%d\"".formatted(view.generation(), view.revision());
        boolean unchanged = Arrays.stream(
                        HttpRequests.header(request, "if-none-match").split(","))
                .map(known -> known.strip().replaceFirst("^W/", ""))
                .anyMatch(List.of(tag, "*")::contains);
        return HttpAnswers.json(unchanged ? 304 : 200, unchanged ? "" : view.value(), Map.of("ETag", tag));
    }

    private APIGatewayV2HTTPResponse list(Views<String> views, APIGatewayV2HTTPEvent request) {
        QueryParameters parameters =
                QueryParameters.of(Objects.requireNonNullElse(request.getQueryStringParameters(), Map.of()));
        ViewPage<String> page = views.page(parameters.query(), view -> parameters.isWanted(json.parse(view)));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode all = body.putArray("views");
        for (View<String> view : page.views()) {
            JsonNode content = json.parse(view.value());
            all.addObject()
                    .put("key", view.key())
                    .put("revision", view.revision())
                    .set("view", content);
        }
        if (page.next() != null) {
            body.put("next", page.next());
        }
        String text = PlainJson.text(body, "answer");
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("The answer is larger than 5 MB: ask for fewer by limit");
        }
        return HttpAnswers.json(200, text, Map.of());
    }
}
