package dev.evenstep.local.bus;

import static dev.evenstep.local.bus.RuleOperations.invalid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.engine.protocol.JsonTrees;
import dev.evenstep.engine.protocol.RequestParameters;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.RuleSpec.TargetSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A rule's target as the API takes and tells it. */
final class TargetJson {

    // EventBridge's defaults and bounds (API reference: RetryPolicy)
    private static final long MOST_RETRIES = 185;
    private static final long SHORTEST_AGE = 60;
    private static final long LONGEST_AGE = 86_400;
    private static final int MOST_PATHS = 100;

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]+:[^:]*:[^:]*:.+");

    /** What a target may say; the rest is for services that are not here. */
    private static final Set<String> KNOWN = Set.of(
            "Id",
            "Arn",
            "RoleArn",
            "Input",
            "InputPath",
            "InputTransformer",
            "SqsParameters",
            "RetryPolicy",
            "DeadLetterConfig");

    private TargetJson() {}

    static Target read(RequestParameters json) {
        var id = BusNames.target(json);
        json.json().fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw invalid("The local EventBridge does not take %s of target %s.".formatted(name, id));
            }
        });
        var spec = spec(json, id);
        if (spec.arn().endsWith(".fifo") && spec.messageGroupId() == null) {
            throw invalid("Parameter(s) SqsParameters must be specified for target: %s.".formatted(id));
        }
        try {
            return Target.of(spec);
        } catch (IllegalArgumentException e) {
            throw invalid("%s for target %s %s.".formatted(inputName(spec.input()), id, e.getMessage()));
        }
    }

    private static TargetSpec spec(RequestParameters json, String id) {
        var retry = json.structure("RetryPolicy").orElse(RequestParameters.of(JsonTrees.object()));
        return new TargetSpec(
                id,
                arn(json, id),
                input(json, id),
                json.structure("SqsParameters")
                        .flatMap(sqs -> sqs.text("MessageGroupId"))
                        .orElse(null),
                retry.number("MaximumRetryAttempts", 0, MOST_RETRIES)
                        .orElse(MOST_RETRIES)
                        .intValue(),
                Duration.ofSeconds(retry.number("MaximumEventAgeInSeconds", SHORTEST_AGE, LONGEST_AGE)
                        .orElse(LONGEST_AGE)),
                json.structure("DeadLetterConfig")
                        .flatMap(config -> config.text("Arn"))
                        .orElse(null));
    }

    private static String arn(RequestParameters json, String id) {
        var arn = json.requiredText("Arn");
        if (!ARN.matcher(arn).matches()) {
            throw invalid("Parameter %s is not valid. Reason: Provided Arn is not in correct format.".formatted(arn));
        }
        var service = arn.split(":", 4)[2];
        if (!service.equals("sqs") && !service.equals("lambda")) {
            throw invalid("The local EventBridge delivers to SQS queues and Lambda functions; target %s is %s."
                    .formatted(id, arn));
        }
        return arn;
    }

    private static RuleSpec.Input input(RequestParameters json, String id) {
        var constant = json.text("Input");
        var path = json.text("InputPath");
        var transformer = json.structure("InputTransformer");
        if (List.of(constant, path, transformer).stream()
                        .filter(input -> input.isPresent())
                        .count()
                > 1) {
            throw invalid(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target %s.".formatted(id));
        }
        if (constant.isPresent()) {
            return new RuleSpec.Input.Constant(valid(constant.get(), id));
        }
        if (path.isPresent()) {
            return new RuleSpec.Input.Path(path.get());
        }
        return transformer.<RuleSpec.Input>map(given -> transformer(given, id)).orElseGet(RuleSpec.Input.Whole::new);
    }

    private static String valid(String input, String id) {
        try {
            var unused = JsonTrees.parse(input);
            return input;
        } catch (JsonProcessingException e) {
            throw invalid("JSON syntax error in input for target %s: %s.".formatted(id, e.getOriginalMessage()));
        }
    }

    private static RuleSpec.Input.Transformer transformer(RequestParameters json, String id) {
        Map<String, String> paths = new LinkedHashMap<>();
        json.structure("InputPathsMap")
                .ifPresent(map ->
                        map.json().fieldNames().forEachRemaining(name -> paths.put(name, map.requiredText(name))));
        if (paths.size() > MOST_PATHS) {
            throw invalid("InputTransformer for target %s has more than %d paths.".formatted(id, MOST_PATHS));
        }
        return new RuleSpec.Input.Transformer(paths, json.requiredText("InputTemplate"));
    }

    private static String inputName(RuleSpec.Input input) {
        return switch (input) {
            case RuleSpec.Input.Whole whole -> "Input";
            case RuleSpec.Input.Constant constant -> "Input";
            case RuleSpec.Input.Path path -> "InputPath";
            case RuleSpec.Input.Transformer transformer -> "InputTemplate";
        };
    }

    static ObjectNode write(Target target) {
        var spec = target.spec();
        var json = JsonTrees.object().put("Id", spec.id()).put("Arn", spec.arn());
        switch (spec.input()) {
            case RuleSpec.Input.Whole whole -> {}
            case RuleSpec.Input.Constant constant -> json.put("Input", constant.json());
            case RuleSpec.Input.Path path -> json.put("InputPath", path.jsonPath());
            case RuleSpec.Input.Transformer transformer -> {
                var written = json.putObject("InputTransformer");
                var paths = written.putObject("InputPathsMap");
                transformer.paths().forEach(paths::put);
                written.put("InputTemplate", transformer.template());
            }
        }
        if (spec.messageGroupId() != null) {
            json.putObject("SqsParameters").put("MessageGroupId", spec.messageGroupId());
        }
        json.putObject("RetryPolicy")
                .put("MaximumRetryAttempts", spec.maximumRetryAttempts())
                .put("MaximumEventAgeInSeconds", spec.maximumEventAge().toSeconds());
        if (spec.deadLetterArn() != null) {
            json.putObject("DeadLetterConfig").put("Arn", spec.deadLetterArn());
        }
        return json;
    }
}
