package dev.evenstep.demo.load;

/** What the demo's load and its gateway agree on. */
public final class PaymentRules {

    /** A total that ends in so many cents is declined. */
    public static final int DECLINED_CENTS = 13;

    private PaymentRules() {}

    public static boolean isDeclined(long amountCents) {
        return amountCents % 100 == DECLINED_CENTS;
    }
}
