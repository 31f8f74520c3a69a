package dev.evenstep.shop.fulfilorder;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is needed here of the event, schema version 3. */
record PaymentDeclined(String orderId, String code) {

    /** Version 1 had words for people where version 2 has a code. */
    static void codeFromReason(Map<String, @Nullable Object> data) {
        data.put("message", data.remove("reason"));
        data.put("code", "UNSPECIFIED");
    }
}
