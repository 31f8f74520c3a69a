package dev.evenstep.shop.reservestock;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is needed here of the event, schema version 2. */
record PaymentDeclined(String orderId, String code) {

    /** Version 1 had words for people where version 2 has a code. */
    static ObjectNode codeFromReason(ObjectNode data) {
        data.set("message", data.remove("reason"));
        return data.put("code", "UNSPECIFIED");
    }
}
