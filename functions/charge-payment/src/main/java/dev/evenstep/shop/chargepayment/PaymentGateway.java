package dev.evenstep.shop.chargepayment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;

/** Whoever charges customers. What is asked under a key is done once, and answered again as it was. */
public interface PaymentGateway {

    /** @throws IOException when it is not known whether it was charged: ask again */
    Answer charge(String key, long amountCents, String currency) throws IOException, InterruptedException;

    /**
     * Gives back what was charged under the key, which can be charged no more.
     *
     * @throws IOException when it is not known whether it was given back: ask again
     */
    Cancelled cancel(String key) throws IOException, InterruptedException;

    /** Most requests at once, of this instance. */
    int concurrency();

    /** What the gateway decided, for good. It is kept as JSON: a name never changes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Answer.Charged.class, name = "charged"),
        @JsonSubTypes.Type(value = Answer.Declined.class, name = "declined")
    })
    sealed interface Answer {

        record Charged(String chargeId) implements Answer {}

        /** @param code such as CARD_DECLINED */
        record Declined(String code, String message) implements Answer {}
    }

    /** @param refundedCents 0: nothing was charged */
    record Cancelled(long refundedCents) {}
}
