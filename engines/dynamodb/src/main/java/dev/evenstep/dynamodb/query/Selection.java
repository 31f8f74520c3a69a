package dev.evenstep.dynamodb.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.data.IndexEntry;
import dev.evenstep.dynamodb.expression.ProjectedPaths;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.table.Index;
import dev.evenstep.dynamodb.table.TableDefinition;
import dev.evenstep.dynamodb.value.Invalid;
import dev.evenstep.dynamodb.value.TableItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes of the items that are found go into the answer.
 *
 * @param counts whether none, but only how many items
 * @param all whether all that the table has, in an index too
 * @param projection null: all of those that the table or index has
 */
record Selection(boolean counts, boolean all, @Nullable ProjectedPaths projection) {

    static final String[] NAMES = {"SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"};

    /** @throws dev.evenstep.engine.protocol.AwsException where {@code Select} and the rest of the request contradict */
    static Selection of(ObjectNode request, @Nullable ProjectedPaths projection) {
        String select = Shape.text(request, "Select");
        if (projection != null && select != null && !select.equals("SPECIFIC_ATTRIBUTES")) {
            throw Invalid.request("Cannot specify the %s when choosing to get %s"
                    .formatted(
                            request.has("ProjectionExpression") ? "ProjectionExpression" : "AttributesToGet",
                            select.equals("COUNT") ? "only the Count" : select));
        }
        if (projection == null && "SPECIFIC_ATTRIBUTES".equals(select)) {
            throw Invalid.request("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                    + " SPECIFIC_ATTRIBUTES");
        }
        if ("ALL_PROJECTED_ATTRIBUTES".equals(select) && Shape.text(request, "IndexName") == null) {
            throw Invalid.request("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return new Selection("COUNT".equals(select), "ALL_ATTRIBUTES".equals(select), projection);
    }

    /**
     * Whether items must be fetched from the table, which a local index does and a global one refuses.
     *
     * @throws dev.evenstep.engine.protocol.AwsException ValidationException
     */
    boolean fetches(TableDefinition table, @Nullable Index index) {
        if (index == null || index.projection().equals("ALL")) {
            return false;
        }
        if (all && index.global()) {
            throw Invalid.parameter(("Select type ALL_ATTRIBUTES is not supported for global secondary index %s "
                            + "because its projection type is not ALL")
                    .formatted(index.name()));
        }
        List<String> missing = projection == null
                ? List.of()
                : projection.attributes().stream()
                        .filter(attribute -> !IndexEntry.projects(table, index, attribute))
                        .sorted()
                        .toList();
        if (index.global() && !missing.isEmpty()) {
            throw Invalid.parameter("Global secondary index %s does not project %s".formatted(index.name(), missing));
        }
        return all || !missing.isEmpty();
    }

    TableItem of(TableItem item) {
        return projection == null ? item : projection.of(item);
    }
}
