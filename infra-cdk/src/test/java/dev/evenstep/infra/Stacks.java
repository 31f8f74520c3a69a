package dev.evenstep.infra;

import dev.evenstep.local.stack.Stack;
import dev.evenstep.local.template.TemplateOptions;
import dev.evenstep.local.template.Templates;
import java.nio.file.Path;

/** Templates as the local run understands them, deployed as {@code shop}. */
final class Stacks {

    private static final TemplateOptions DEPLOYED =
            TemplateOptions.defaults().withStackName("shop").withParameter("PaymentGatewayUrl", "http://gateway.test");

    private Stacks() {}

    static Stack read(Path template) {
        return Templates.read(template, DEPLOYED);
    }

    /** {@code place-order} for {@code shop-place-order}. */
    static String withoutStack(String name) {
        return name.substring("shop-".length());
    }
}
