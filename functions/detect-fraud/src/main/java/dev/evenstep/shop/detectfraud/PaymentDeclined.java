package dev.evenstep.shop.detectfraud;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is needed here of the event, schema version 3.
 *
 * @param customerId null: it is of an older version
 */
record PaymentDeclined(@Nullable String customerId) {

    String customer() {
        return Objects.requireNonNull(customerId);
    }
}
