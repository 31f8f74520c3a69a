package dev.evenstep.local.template.language;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a parameter's declaration demands of its value. A value that is not to be echoed is not quoted either. */
record ParameterRules(Node declaration, String type) {

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
            return number(value)
                    .map(number -> limits("Value", "be ", number).or(() -> disallowed(value)))
                    .orElse(Optional.of("be a number"));
        }
        return limits("Length", "have a length of ", BigDecimal.valueOf(value.length()))
                .or(() -> disallowed(value))
                .or(() -> unlike(value));
    }

    private Optional<String> limits(String what, String rule, BigDecimal number) {
        var least = text("Min" + what).flatMap(ParameterRules::number).filter(bound -> number.compareTo(bound) < 0);
        var most = text("Max" + what).flatMap(ParameterRules::number).filter(bound -> number.compareTo(bound) > 0);
        return least.map(bound -> rule + "at least " + bound.toPlainString())
                .or(() -> most.map(bound -> rule + "at most " + bound.toPlainString()));
    }

    private Optional<String> disallowed(String value) {
        var allowed = declaration.get("AllowedValues").items().stream()
                .map(item -> item.asText().orElse(""))
                .toList();
        return allowed.isEmpty() || allowed.contains(value) ? Optional.empty() : Optional.of("be one of " + allowed);
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
        return declaration.get(name).asText();
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
