package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.capacity.CapacityDetail;
import dev.evenstep.dynamodb.capacity.CollectionMetrics;
import dev.evenstep.dynamodb.capacity.Consumed;
import dev.evenstep.dynamodb.data.Change;
import dev.evenstep.dynamodb.table.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of the writes of a request that makes several. */
public record Done(TableDefinition table, Change change) {

    /**
     * Adds to the answer what was consumed and the item collection metrics, where the request asks for them.
     *
     * @param factor 2 in transactions, else 1
     */
    public static void tell(List<Done> all, int factor, ObjectNode request, ObjectNode answer) {
        Map<String, Consumed> consumed = new LinkedHashMap<>();
        for (Done one : all) {
            var table = one.table();
            consumed.computeIfAbsent(table.name(), name -> new Consumed(table)).write(one.change(), factor);
            if (CollectionMetrics.wanted(request, table)) {
                answer.withObjectProperty("ItemCollectionMetrics")
                        .withArrayProperty(table.name())
                        .add(CollectionMetrics.of(table, one.change().key()));
            }
        }
        var detail = CapacityDetail.of(request);
        if (detail != CapacityDetail.NONE) {
            var capacity = answer.putArray("ConsumedCapacity");
            consumed.values().forEach(one -> capacity.add(one.json(detail)));
        }
    }
}
