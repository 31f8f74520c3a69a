package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Problems;
import dev.evenstep.local.template.language.ValueLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What SAM makes of a template before CloudFormation sees it, as far as it matters here: next to every
 * {@code AWS::Serverless::Function} stand the plain resources that its events, its alias, its asynchronous settings and
 * its role become, under the logical ids that SAM gives them.
 */
final class SamTransform {

    static final String NAME = "AWS::Serverless-2016-10-31";

    /** The properties of a function that become resources of their own. */
    static final List<String> EXPANDED = List.of("AutoPublishAlias", "EventInvokeConfig", "Events", "Policies");

    private SamTransform() {}

    /**
     * All resources of a template, those that SAM makes of others among them.
     *
     * @param shorthands SAM's names for those ({@code MyFunction.Alias}) with their logical ids
     */
    record Result(List<Declaration> all, Map<String, String> shorthands) {}

    /** @param evaluator sees parameters, and no resources */
    static Result apply(List<Declaration> written, Evaluator evaluator, Problems problems) {
        var result = new Result(new ArrayList<>(), new HashMap<>());
        for (var declaration : written) {
            if (declaration.type().equals("AWS::Serverless::Function")) {
                expand(new SamFunction(declaration, evaluator, problems, result));
            } else {
                result.all().add(declaration);
            }
        }
        return result;
    }

    private static void expand(SamFunction function) {
        function.result().all().add(withRole(function));
        if (!function.property("FunctionUrlConfig").isAbsent()) {
            function.imply(function.id() + "Url", "AWS::Lambda::Url");
        }
        var alias = alias(function);
        var called =
                alias.isEmpty() ? function.attribute(function.id(), "Arn") : function.ref(aliasId(function, alias));
        new SamInvokeConfig(function).expand(alias);
        new SamEvents(function, called).expand();
    }

    /** The function as CloudFormation sees it: with a role, the author's or one that is made for it. */
    private static Declaration withRole(SamFunction function) {
        var written = function.declaration();
        if (!function.property("Role").isAbsent()) {
            return written;
        }
        var role = new SamRole(function).make();
        return written.with(written.properties().with("Role", function.attribute(role, "Arn")));
    }

    private static String aliasId(SamFunction function, String alias) {
        return function.id() + "Alias" + alias.replace("-", "D").replace("_", "U");
    }

    /** Makes version and alias; gives the alias's name, or no text. */
    private static String alias(SamFunction function) {
        var written = function.property("AutoPublishAlias");
        if (written.isAbsent()) {
            return "";
        }
        var place = ValueLocation.of(function.id() + ".AutoPublishAlias");
        var name = function.evaluator().resolve(written, place).asText().orElse("");
        if (name.isEmpty()) {
            function.problem(written, "AutoPublishAlias", "must be a text, or a Ref to a parameter");
            return "";
        }
        var version = function.id() + "Version";
        var origin = function.within("AutoPublishAlias");
        var self = function.ref(function.id());
        function.make(version, "AWS::Lambda::Version", origin, Map.of("FunctionName", self));
        Map<String, Node> properties = Map.of(
                "Name", function.text(name),
                "FunctionName", self,
                "FunctionVersion", function.attribute(version, "Version"));
        function.make(aliasId(function, name), "AWS::Lambda::Alias", origin, properties);
        function.shorten("Version", version);
        function.shorten("Alias", aliasId(function, name));
        return name;
    }
}
