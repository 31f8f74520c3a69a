package dev.evenstep.local.template;

/** The whole numbers that AWS takes for a property. */
record Range(int from, int to, String unit) {

    static Range of(int from, int to) {
        return new Range(from, to, "");
    }

    static Range seconds(int from, int to) {
        return new Range(from, to, " seconds");
    }

    boolean has(long number) {
        return number >= from && number <= to;
    }

    @Override
    public String toString() {
        return from + " to " + to + unit;
    }
}
