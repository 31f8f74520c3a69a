package dev.evenstep.engine.faults;

import java.time.Duration;

/**
 * When a fault strikes.
 *
 * @param operation such as {@code PutItem}; {@code *}: any
 * @param resource a table's, stream's or queue's name; {@code *}: any
 * @param probability 0 to 1, of each call that fits
 * @param skip so many calls that fit pass first
 * @param most so often at most
 * @param delay for {@link Fault#DELAY}
 */
public record Rule(
        Fault fault, String operation, String resource, double probability, long skip, long most, Duration delay) {

    public Rule {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is %s: 0 to 1 is needed".formatted(probability));
        }
    }

    /** A fault that strikes whatever the operation and the resource. */
    public static Rule of(Fault fault, double probability) {
        return new Rule(fault, "*", "*", probability, 0, Long.MAX_VALUE, Duration.ZERO);
    }

    public Rule on(String theOperation, String theResource) {
        return new Rule(fault, theOperation, theResource, probability, skip, most, delay);
    }

    public Rule after(long calls) {
        return new Rule(fault, operation, resource, probability, calls, most, delay);
    }

    public Rule times(long count) {
        return new Rule(fault, operation, resource, probability, skip, count, delay);
    }

    public Rule lasting(Duration time) {
        return new Rule(fault, operation, resource, probability, skip, most, time);
    }

    boolean fits(Fault other, String anOperation, String aResource) {
        return fault == other
                && (operation.equals("*") || operation.equals(anOperation))
                && (resource.equals("*") || resource.equals(aResource));
    }
}
