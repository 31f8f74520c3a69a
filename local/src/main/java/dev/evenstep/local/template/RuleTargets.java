package dev.evenstep.local.template;

import dev.evenstep.local.stack.RuleSpec.Input;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import dev.evenstep.local.template.language.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The targets of a rule. One that is not in this template, or that is neither a queue, a topic nor a function, is left out. */
final class RuleTargets {

    private RuleTargets() {}

    static Optional<TargetSpec> read(Properties target, StackBuilder builder) {
        var arn = target.demand("Arn");
        var retry = target.object("RetryPolicy");
        var receiver = builder.receiver(arn);
        var spec = new TargetSpec(
                target.demand("Id"),
                receiver.orElse(arn),
                input(target),
                target.object("SqsParameters").text("MessageGroupId").orElse(null),
                retry.integer("MaximumRetryAttempts", 185, Range.of(0, 185)),
                retry.seconds("MaximumEventAgeInSeconds", Duration.ofHours(24), Range.seconds(60, 86_400)),
                DestinationConfigs.queue(target.object("DeadLetterConfig"), "Arn", builder));
        if (receiver.isEmpty()) {
            target.leave("Arn", missing(arn, builder));
            return Optional.empty();
        }
        if (builder.isFifo(arn) && spec.messageGroupId() == null) {
            target.problem("SqsParameters", "must name a MessageGroupId, as the target is FIFO");
        }
        if (builder.queues.find(arn).isEmpty() && builder.topics.find(arn).isEmpty()) {
            builder.calls.add(arn, target, "Arn");
        }
        return Optional.of(spec);
    }

    private static String missing(String arn, StackBuilder builder) {
        if (builder.calls.isKeptOut(arn)) {
            return arn + " does not run locally: the target is left out";
        }
        return IgnoredSettings.notHere(arn, "only queues, topics and functions are targets locally, not " + arn)
                + ": the target is left out";
    }

    private static Input input(Properties target) {
        var given = Stream.of("Input", "InputPath", "InputTransformer")
                .filter(target::has)
                .toList();
        if (given.size() > 1) {
            target.problem("has more than one of Input, InputPath and InputTransformer; it may have one");
        }
        return switch (given.isEmpty() ? "" : given.getFirst()) {
            case "Input" -> constant(target);
            case "InputPath" -> {
                var path = target.text("InputPath", "$");
                checkPath(target, "InputPath", "is " + path, path);
                yield new Input.Path(path);
            }
            case "InputTransformer" -> transformer(target.object("InputTransformer"));
            default -> new Input.Whole();
        };
    }

    private static Input constant(Properties target) {
        var json = target.text("Input", "{}");
        if (Json.parse(json, 1).isEmpty()) {
            target.problem("Input", "is no JSON text");
        }
        return new Input.Constant(json);
    }

    private static Input transformer(Properties transformer) {
        var paths = transformer.entries("InputPathsMap");
        paths.forEach((name, path) -> checkPath(transformer, "InputPathsMap", "has " + name + ": " + path, path));
        return new Input.Transformer(paths, transformer.demand("InputTemplate"));
    }

    private static void checkPath(Properties owner, String property, String shown, String path) {
        if (!path.startsWith("$")) {
            owner.problem(property, shown + "; a JSON path begins with $");
        }
    }
}
