package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.TemplateText;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of AWS and has no effect locally, and why: the table {@code without-effect.json} beside this class.
 *
 * <ul>
 *   <li>{@code properties}: by name, whatever type they belong to.
 *   <li>{@code attributes}: what stands beside a resource's properties.
 *   <li>{@code events}: what stands for a SAM function's events of these types.
 *   <li>{@code types}: types and, with an asterisk, families of types.
 *   <li>{@code shapes}: in which property the name of a resource is, what follows the partition in its ARN, and
 *       {@code "ref": "arn"} where Ref gives that; of those types that differ from the usual.
 * </ul>
 */
final class IgnoredSettings {

    static final String ELSEWHERE = "is not in this template, and nothing outside it exists locally";

    private static final Node TABLE = TemplateText.resource(IgnoredSettings.class, "without-effect.json");
    private static final Map<String, String> PROPERTIES = reasons("properties");
    private static final Map<String, String> ATTRIBUTES = reasons("attributes");
    private static final Map<String, String> TYPES = reasons("types");

    private IgnoredSettings() {}

    private static Map<String, String> reasons(String section) {
        Map<String, String> reasons = new HashMap<>();
        TABLE.get(section)
                .entries()
                .forEach((why, names) -> names.items().forEach(name -> reasons.put(text(name), why)));
        return Map.copyOf(reasons);
    }

    private static String text(Node node) {
        return node.asText().orElse("");
    }

    /** Why a property has no effect, whatever type it belongs to. */
    static String why(String property) {
        return PROPERTIES.getOrDefault(property, "unknown to the local run; check its spelling");
    }

    /** Why something that stands beside a resource's properties has no effect. */
    static String ofAttribute(String name) {
        return ATTRIBUTES.getOrDefault(name, "is no attribute of a resource; it belongs under Properties, or nowhere");
    }

    /** What a SAM function's event of a type without effect becomes; no text: there is no such event. */
    static String typeOfEvent(String event) {
        return text(TABLE.get("events").get(event));
    }

    /** Why there is nothing of this ARN; {@code otherwise} where no template could make it be here. */
    static String notHere(String arn, String otherwise) {
        var couldBe = arn.contains(":sqs:")
                || arn.contains(":lambda:")
                || arn.contains(":dynamodb:")
                || arn.contains(":kinesis:")
                || arn.contains(":sns:");
        return couldBe ? arn + " " + ELSEWHERE : otherwise;
    }

    static InertResource kind(String type) {
        var family = type.substring(0, type.lastIndexOf("::") + 2) + "*";
        var why = TYPES.getOrDefault(type, TYPES.getOrDefault(family, "unknown to the local run: it is not created"));
        var shapes = TABLE.get("shapes").entries();
        var shape = shapes.getOrDefault(type, TABLE.get("shapes").get(family));
        var refIsArn = text(shape.get("ref")).equals("arn");
        return new InertResource(type, why, text(shape.get("name")), text(shape.get("arn")), refIsArn);
    }
}
