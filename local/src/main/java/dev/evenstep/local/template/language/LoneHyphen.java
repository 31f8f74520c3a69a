package dev.evenstep.local.template.language;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A hyphen that stands alone in a list, as in {@code !Split [-, a-b]}: a text to the YAML 1.1 of CloudFormation and
 * SAM, an error to the YAML 1.2 of our parser, which wants it quoted.
 */
final class LoneHyphen {

    private LoneHyphen() {}

    /** The document with such a hyphen in quotes; empty where that is not what stands there. */
    static Optional<String> quoted(String document, Optional<Mark> place) {
        return place.flatMap(mark -> quoted(document, mark.getIndex()));
    }

    private static Optional<String> quoted(String document, int codePoint) {
        if (codePoint >= document.codePointCount(0, document.length())) {
            return Optional.empty();
        }
        var at = document.offsetByCodePoints(0, codePoint);
        var endsHere = at + 1 < document.length() && ",]".indexOf(document.charAt(at + 1)) >= 0;
        return document.charAt(at) == '-' && endsHere
                ? Optional.of(document.substring(0, at) + "'-'" + document.substring(at + 1))
                : Optional.empty();
    }
}
