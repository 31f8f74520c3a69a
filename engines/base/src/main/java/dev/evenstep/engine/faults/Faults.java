package dev.evenstep.engine.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Decides by seed and rule what strikes. One seed and one sequence of calls give one sequence of faults. */
public final class Faults {

    private final RandomGenerator random;
    private final List<Counted> rules;

    private static final class Counted {
        private final FaultRule rule;
        private long fitted;
        private long struck;

        Counted(FaultRule rule) {
            this.rule = rule;
        }

        boolean strikes(RandomGenerator random) {
            if (fitted++ < rule.skip() || struck >= rule.most() || random.nextDouble() >= rule.probability()) {
                return false;
            }
            struck++;
            return true;
        }
    }

    private Faults(long seed, List<FaultRule> rules) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.rules = new CopyOnWriteArrayList<>(rules.stream().map(Counted::new).toList());
    }

    public static Faults none() {
        return new Faults(0, List.of());
    }

    public static Faults of(long seed, FaultRule... rules) {
        return new Faults(seed, List.of(rules));
    }

    /** Adds a rule while the engine runs. */
    public synchronized void add(FaultRule rule) {
        rules.add(new Counted(rule));
    }

    /** Whether there is a rule at all; without one, no call needs to ask further. */
    public boolean any() {
        return !rules.isEmpty();
    }

    /** Drops every rule. */
    public synchronized void clear() {
        rules.clear();
    }

    /** The rule by which a fault strikes this call, if one does. */
    public synchronized Optional<FaultRule> strike(Fault fault, String operation, String resource) {
        for (Counted counted : rules) {
            if (counted.rule.fits(fault, operation, resource) && counted.strikes(random)) {
                return Optional.of(counted.rule);
            }
        }
        return Optional.empty();
    }
}
