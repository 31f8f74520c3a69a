package dev.evenstep.demo.command;

import dev.evenstep.cli.run.ProjectDirectory;
import dev.evenstep.local.stack.RuleSpec;
import dev.evenstep.local.stack.ScheduleSpec;
import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.util.List;
import java.util.Map;

/** The shop's stack, less some of it. */
final class ShopStack {

    private ShopStack() {}

    /** No queue and no stream feeds a function. */
    static Stack withoutMappings() {
        Stack stack = Templates.read(
                ProjectDirectory.template(),
                TemplateOptions.defaults()
                        .withStackName("shop")
                        .withParameters(Map.of("PaymentGatewayUrl", "http://127.0.0.1:1")));
        return with(stack, stack.rules(), stack.schedules());
    }

    /** Nothing at all feeds a function. */
    static Stack unfed() {
        Stack stack = withoutMappings();
        return with(
                stack,
                stack.rules().stream()
                        .filter(rule -> rule.targets().stream()
                                .noneMatch(target -> target.arn().contains(":function:")))
                        .toList(),
                List.of());
    }

    private static Stack with(Stack stack, List<RuleSpec> rules, List<ScheduleSpec> schedules) {
        return new Stack(
                stack.name(),
                stack.queues(),
                stack.tables(),
                stack.buses(),
                rules,
                schedules,
                stack.functions(),
                List.of(),
                stack.outputs(),
                stack.notHonoured());
    }
}
