package dev.evenstep.eventstore.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evenstep.eventstore.projection.ViewQuery;
import java.util.HashMap;
import java.util.Map;

/** Which views a request asks for. */
record QueryParameters(ViewQuery query, Map<String, String> filter) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    /** @throws IllegalArgumentException saying what is wrong with which */
    static QueryParameters of(Map<String, String> parameters) {
        Map<String, String> filter = new HashMap<>(parameters);
        String list = filter.remove("list");
        String limit = filter.remove("limit");
        String next = filter.remove("next");
        String order = filter.remove("order");
        ViewQuery query = (list == null ? ViewQuery.all() : ViewQuery.of(list))
                .limit(limit == null ? DEFAULT_LIMIT : limit(limit));
        if (order != null) {
            query = ordered(query, order);
        }
        return new QueryParameters(next == null ? query : query.after(next), Map.copyOf(filter));
    }

    private static int limit(String text) {
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is no number from 1 to " + MOST);
        }
        return limit;
    }

    private static ViewQuery ordered(ViewQuery query, String order) {
        if (query.list() == null) {
            throw new IllegalArgumentException("order is for a list");
        }
        return switch (order) {
            case "asc" -> query;
            case "desc" -> query.descending();
            default -> throw new IllegalArgumentException("order is neither asc nor desc");
        };
    }

    boolean isWanted(JsonNode view) {
        return filter.entrySet().stream().allMatch(one -> {
            JsonNode value = view.path(one.getKey());
            return value.isValueNode() && !value.isNull() && value.asText().equals(one.getValue());
        });
    }
}
