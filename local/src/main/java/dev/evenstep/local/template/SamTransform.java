package dev.evenstep.local.template;

import dev.evenstep.local.template.language.Evaluator;
import dev.evenstep.local.template.language.Node;
import dev.evenstep.local.template.language.Place;
import dev.evenstep.local.template.language.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What SAM makes of a template before CloudFormation sees it, as far as it matters here: next to every
 * {@code AWS::Serverless::Function} stand the plain resources that its events, its alias, its asynchronous settings and
 * its role become, under the logical ids that SAM gives them.
 */
final class SamTransform {

    static final String NAME = "AWS::Serverless-2016-10-31";

    private final Evaluator evaluator;
    private final Problems problems;
    private final List<Declaration> all = new ArrayList<>();
    private final Map<String, String> shorthands = new HashMap<>();

    private SamTransform(Evaluator evaluator, Problems problems) {
        this.evaluator = evaluator;
        this.problems = problems;
    }

    /** @param evaluator sees parameters, and no resources */
    static Declarations apply(List<Declaration> written, Evaluator evaluator, Problems problems) {
        var transform = new SamTransform(evaluator, problems);
        for (var declaration : written) {
            transform.all.add(declaration);
            if (declaration.type().equals("AWS::Serverless::Function")) {
                transform.expand(new SamFunction(declaration, evaluator, problems));
            }
        }
        return new Declarations(transform.all, transform.shorthands);
    }

    private void expand(SamFunction function) {
        implied(function);
        var alias = alias(function);
        new SamInvokeConfig(function, alias).resources(all, shorthands);
        new SamEvents(function, alias).resources(all);
    }

    private void implied(SamFunction function) {
        if (function.property("Role") == null) {
            all.add(function.implied(function.id() + "Role", "AWS::IAM::Role"));
        }
        if (function.property("FunctionUrlConfig") != null) {
            all.add(function.implied(function.id() + "Url", "AWS::Lambda::Url"));
        }
    }

    /** Makes version and alias; gives the alias. */
    private Optional<SamAlias> alias(SamFunction function) {
        var written = function.property("AutoPublishAlias");
        if (written == null) {
            return Optional.empty();
        }
        var where = function.id() + ".AutoPublishAlias";
        if (!(evaluator.resolve(written, Place.of(where)) instanceof Node.Scalar name)) {
            problems.report(written.line(), where, "must be a text, or a Ref to a parameter");
            return Optional.empty();
        }
        var version = function.id() + "Version";
        var alias = function.id() + "Alias" + name.text().replace("-", "D").replace("_", "U");
        all.add(function.resource(
                version, "AWS::Lambda::Version", "AutoPublishAlias", Map.of("FunctionName", function.ref())));
        all.add(function.resource(
                alias,
                "AWS::Lambda::Alias",
                "AutoPublishAlias",
                Map.of(
                        "Name", name,
                        "FunctionName", function.ref(),
                        "FunctionVersion", Nodes.attribute(version, "Version", function.line()))));
        shorthands.put(function.id() + ".Version", version);
        shorthands.put(function.id() + ".Alias", alias);
        return Optional.of(new SamAlias(alias, name.text()));
    }
}
