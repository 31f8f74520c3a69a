package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What {@code AWS::Region} and its like stand for. {@code AWS::NoValue} is part of the language itself. */
final class PseudoParameters {

    private PseudoParameters() {}

    static Map<String, Node> of(TemplateOptions options) {
        return Map.of(
                "AWS::Region", text(options.region()),
                "AWS::AccountId", text(options.accountId()),
                "AWS::Partition", text(options.partition()),
                "AWS::StackName", text(options.stackName()),
                "AWS::StackId", text(stackId(options)),
                "AWS::URLSuffix", text(options.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com"),
                "AWS::NotificationARNs", new Node.Sequence(List.of(), 0));
    }

    private static String stackId(TemplateOptions options) {
        var name = options.stackName();
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Arns.of(options).of("cloudformation", "stack/" + name + "/" + id);
    }

    private static Node text(String value) {
        return Node.Scalar.text(value, 0);
    }
}
