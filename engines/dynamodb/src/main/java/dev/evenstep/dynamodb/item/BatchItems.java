package dev.evenstep.dynamodb.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.dynamodb.request.Shape;
import dev.evenstep.dynamodb.value.Invalid;

/** {@code RequestItems}. */
final class BatchItems {

    private BatchItems() {}

    static ObjectNode of(ObjectNode request, String operation) {
        ObjectNode items = Shape.structure(request, "RequestItems");
        if (items == null) {
            throw Invalid.request("1 validation error detected: Value null at 'requestItems' failed to satisfy "
                    + "constraint: Member must not be null");
        }
        if (items.isEmpty()) {
            throw Invalid.request("The requestItems parameter is required for " + operation);
        }
        return items;
    }
}
