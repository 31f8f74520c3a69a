package dev.evenstep.local.bus;

import dev.evenstep.engine.protocol.Account;
import dev.evenstep.engine.protocol.AwsException;
import dev.evenstep.local.stack.BusSpec;
import dev.evenstep.local.stack.RuleSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * The buses of this machine and their rules. They live in memory: a template's are made anew at every start, those made
 * through the API end with the process. Safe for concurrent use; an event sees a bus either before or after a change.
 */
public final class EventBuses {

    // quotas of the EventBridge user guide
    private static final int MOST_BUSES = 100;
    private static final int MOST_RULES = 300;
    private static final int MOST_TARGETS = 5;

    static final String DEFAULT = "default";

    private final Account account;
    private final InstantSource clock;
    private final Map<String, BusSnapshot> buses = new ConcurrentSkipListMap<>();

    /** With the bus that every account has, {@code default}. */
    public EventBuses(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.buses.put(DEFAULT, BusSnapshot.of(DEFAULT, busArn(DEFAULT), "", clock.instant()));
    }

    /**
     * Adds what a template describes.
     *
     * @throws IllegalArgumentException where a rule is not as EventBridge takes it
     */
    public void add(List<BusSpec> specifiedBuses, List<RuleSpec> specifiedRules) {
        for (BusSpec bus : specifiedBuses) {
            if (!bus.name().equals(DEFAULT)) {
                create(bus.name(), "");
            }
        }
        for (RuleSpec rule : specifiedRules) {
            try {
                putRule(rule.bus(), rule.name(), rule.pattern(), rule.enabled(), "");
                putTargets(
                        rule.bus(),
                        rule.name(),
                        rule.targets().stream().map(Target::of).toList());
            } catch (AwsException | IllegalArgumentException e) {
                throw new IllegalArgumentException("Rule %s: %s".formatted(rule.logicalId(), e.getMessage()), e);
            }
        }
    }

    Optional<BusSnapshot> find(String name) {
        return Optional.ofNullable(buses.get(name));
    }

    BusSnapshot get(String name) {
        return find(name).orElseThrow(() -> notFound("Event bus %s does not exist.".formatted(name)));
    }

    Rule rule(String bus, String name) {
        return get(bus).rule(name).orElseThrow(() -> noRule(bus, name));
    }

    List<BusSnapshot> all() {
        return List.copyOf(buses.values());
    }

    synchronized BusSnapshot create(String name, String description) {
        if (buses.containsKey(name)) {
            throw new AwsException(
                    400, "ResourceAlreadyExistsException", "Event bus %s already exists.".formatted(name));
        }
        limit(buses.size() < MOST_BUSES);
        var bus = BusSnapshot.of(name, busArn(name), description, clock.instant());
        buses.put(name, bus);
        return bus;
    }

    synchronized void delete(String name) {
        if (name.equals(DEFAULT)) {
            throw invalid("Cannot delete event bus default.");
        }
        if (!get(name).rules().isEmpty()) {
            throw invalid("Event bus can't be deleted since it has rules.");
        }
        buses.remove(name);
    }

    synchronized Rule putRule(String bus, String name, String pattern, boolean enabled, String description) {
        var checked = EventPattern.parse(pattern).json();
        var before = get(bus);
        var rule = before.rule(name)
                .map(known -> known.withDefinition(checked, enabled, description))
                .orElseGet(() -> new Rule(name, ruleArn(bus, name), checked, enabled, description, Map.of()));
        limit(before.rules().containsKey(name) || before.rules().size() < MOST_RULES);
        buses.put(bus, before.with(rule));
        return rule;
    }

    /** Nothing happens where there is no such rule. */
    synchronized void deleteRule(String bus, String name) {
        get(bus).rule(name).ifPresent(rule -> {
            if (!rule.targets().isEmpty()) {
                throw invalid("Rule can't be deleted since it has targets.");
            }
            buses.computeIfPresent(bus, (key, before) -> before.without(name));
        });
    }

    void enable(String bus, String name, boolean enabled) {
        change(bus, name, rule -> rule.withEnabled(enabled));
    }

    void putTargets(String bus, String name, List<Target> targets) {
        change(bus, name, rule -> {
            var changed = rule.withTargets(targets);
            limit(changed.targets().size() <= MOST_TARGETS);
            return changed;
        });
    }

    void removeTargets(String bus, String name, List<String> ids) {
        change(bus, name, rule -> rule.withoutTargets(ids));
    }

    private synchronized void change(String bus, String name, UnaryOperator<Rule> change) {
        buses.put(bus, get(bus).with(change.apply(rule(bus, name))));
    }

    private String busArn(String name) {
        return account.arn("events", "event-bus/" + name);
    }

    private String ruleArn(String bus, String name) {
        return account.arn("events", bus.equals(DEFAULT) ? "rule/" + name : "rule/" + bus + "/" + name);
    }

    private static void limit(boolean kept) {
        if (!kept) {
            throw new AwsException(
                    400, "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
    }

    private static AwsException noRule(String bus, String name) {
        return notFound("Rule %s does not exist on EventBus %s.".formatted(name, bus));
    }

    private static AwsException notFound(String message) {
        return new AwsException(400, "ResourceNotFoundException", message);
    }

    private static AwsException invalid(String message) {
        return new AwsException(400, "ValidationException", message);
    }
}
