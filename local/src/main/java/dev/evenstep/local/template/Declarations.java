package dev.evenstep.local.template;

import java.util.List;
import java.util.Map;

/**
 * All resources of a template, those that SAM makes of others among them.
 *
 * @param shorthands SAM's names for those ({@code MyFunction.Alias}) with their logical ids
 */
record Declarations(List<Declaration> all, Map<String, String> shorthands) {

    Declarations {
        all = List.copyOf(all);
        shorthands = Map.copyOf(shorthands);
    }
}
