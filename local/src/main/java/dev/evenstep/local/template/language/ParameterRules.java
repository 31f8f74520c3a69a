package dev.evenstep.local.template.language;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a parameter's declaration demands of its value. A value that is not to be echoed is not quoted either. */
record ParameterRules(Node.Mapping declaration, String type) {

    private static final Pattern TYPE = Pattern.compile(
            "String|Number|CommaDelimitedList|List<(Number|String|AWS::[A-Za-z0-9:]+)>|AWS::[A-Za-z0-9:]+(<.*>)?");

    /** Which rule a value breaks; empty where it keeps all. */
    Optional<String> brokenBy(String value) {
        if (!TYPE.matcher(type).matches()) {
            return Optional.of("is of type " + type
                    + "; CloudFormation has String, Number, CommaDelimitedList, List<Number> and types of AWS's");
        }
        return rule(value).map(rule -> {
            var shown = flag("NoEcho") ? "(not shown)" : value;
            var advice = text("ConstraintDescription").map(text -> "; " + text).orElse("");
            return "is " + shown + ": must " + rule + advice;
        });
    }

    private Optional<String> rule(String value) {
        if (type.contains("Number")) {
            var number = number(value);
            if (number.isEmpty()) {
                return Optional.of("be a number");
            }
            return limit("MinValue", "be at least ", bound -> number.get().compareTo(bound) < 0)
                    .or(() -> limit(
                            "MaxValue", "be at most ", bound -> number.get().compareTo(bound) > 0))
                    .or(() -> disallowed(value));
        }
        return limit("MinLength", "have a length of at least ", length(value, difference -> difference < 0))
                .or(() -> limit("MaxLength", "have a length of at most ", length(value, difference -> difference > 0)))
                .or(() -> disallowed(value))
                .or(() -> unlike(value));
    }

    private Optional<String> limit(String name, String rule, Predicate<BigDecimal> breaks) {
        return text(name).flatMap(ParameterRules::number).filter(breaks).map(bound -> rule + bound.toPlainString());
    }

    private static Predicate<BigDecimal> length(String value, IntPredicate breaks) {
        return bound -> breaks.test(BigDecimal.valueOf(value.length()).compareTo(bound));
    }

    private Optional<String> disallowed(String value) {
        if (!(declaration.get("AllowedValues") instanceof Node.Sequence allowed)) {
            return Optional.empty();
        }
        var values = allowed.items().stream()
                .map(item -> item instanceof Node.Scalar scalar ? scalar.text() : "")
                .toList();
        return values.contains(value) ? Optional.empty() : Optional.of("be one of " + values);
    }

    private Optional<String> unlike(String value) {
        return text("AllowedPattern").flatMap(pattern -> {
            try {
                return value.matches(pattern) ? Optional.empty() : Optional.of("match " + pattern);
            } catch (PatternSyntaxException e) {
                return Optional.of("match AllowedPattern, which is no regular expression itself: " + pattern);
            }
        });
    }

    private boolean flag(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    private Optional<String> text(String name) {
        return declaration.get(name) instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
