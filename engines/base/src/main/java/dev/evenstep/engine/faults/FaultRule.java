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
public record FaultRule(
        Fault fault, String operation, String resource, double probability, long skip, long most, Duration delay) {

    public FaultRule {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is %s: 0 to 1 is needed".formatted(probability));
        }
    }

    /** A fault that strikes whatever the operation and the resource. */
    public static FaultRule of(Fault fault, double probability) {
        return new FaultRule(fault, "*", "*", probability, 0, Long.MAX_VALUE, Duration.ZERO);
    }

    public FaultRule on(String theOperation, String theResource) {
        return new FaultRule(fault, theOperation, theResource, probability, skip, most, delay);
    }

    public FaultRule after(long calls) {
        return new FaultRule(fault, operation, resource, probability, calls, most, delay);
    }

    public FaultRule times(long count) {
        return new FaultRule(fault, operation, resource, probability, skip, count, delay);
    }

    public FaultRule lasting(Duration time) {
        return new FaultRule(fault, operation, resource, probability, skip, most, time);
    }

    boolean fits(Fault other, String anOperation, String aResource) {
        return fault == other
                && (operation.equals("*") || operation.equals(anOperation))
                && (resource.equals("*") || resource.equals(aResource));
    }
}
