package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The names and ARNs that AWS gives, here the same at every start, in one account's region. */
record ResourceNames(TemplateOptions options) {

    /** The sequence of a stream begins with its birth; locally every stream is as old as time. */
    private static final String STREAM_LABEL = "1970-01-01T00:00:00.000";

    /** The name given by a property, or stack and logical id where it is not set. */
    String name(Properties resource, String property, int longest) {
        return resource.text(property).orElseGet(() -> generated(resource, longest));
    }

    /** AWS adds random letters to such a name. */
    String generated(Properties resource, int longest) {
        var name = options.stackName() + "-" + resource.declaration().id();
        return name.length() <= longest
                ? name
                : name.substring(0, longest - 9) + "-" + uuid(name).substring(0, 8);
    }

    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    String arn(String service, String resource) {
        return shaped(service + ":{region}:{account}:{name}", resource);
    }

    /** @param shape with {@code {name}}, {@code {region}} and {@code {account}} */
    String shaped(String shape, String name) {
        return "arn:" + options.partition() + ":"
                + shape.replace("{region}", options.region())
                        .replace("{account}", options.accountId())
                        .replace("{name}", name);
    }

    static String streamArn(String tableArn) {
        return tableArn + "/stream/" + STREAM_LABEL;
    }

    String queueUrl(String name) {
        return options.endpoint() + "/" + options.accountId() + "/" + name;
    }

    /** What {@code AWS::Region} and its like stand for. {@code AWS::NoValue} is part of the language itself. */
    Map<String, Node> pseudoParameters() {
        var stack = options.stackName();
        return Map.of(
                "AWS::Region", text(options.region()),
                "AWS::AccountId", text(options.accountId()),
                "AWS::Partition", text(options.partition()),
                "AWS::StackName", text(stack),
                "AWS::StackId", text(arn("cloudformation", "stack/" + stack + "/" + uuid(stack))),
                "AWS::URLSuffix", text(options.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com"),
                "AWS::NotificationARNs", new Node.NodeList(List.of(), 0));
    }

    private static Node text(String value) {
        return Node.Scalar.text(value, 0);
    }
}
