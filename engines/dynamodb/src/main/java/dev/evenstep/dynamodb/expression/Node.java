package dev.evenstep.dynamodb.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression as it was written: names and values are not looked up yet. */
sealed interface Node {

    /** @param steps names ({@code String}) and positions in lists ({@code Integer}) */
    record Attribute(List<Object> steps) implements Node {}

    record Reference(String name) implements Node {}

    /** Also {@code +} and {@code -}. */
    record Call(String function, List<Node> operands) implements Node {}

    /** @param operator a comparator, {@code BETWEEN} or {@code IN} */
    record Comparison(String operator, List<Node> operands) implements Node {}

    /** @param operator {@code AND}, {@code OR} or {@code NOT} */
    record Logic(String operator, List<Node> operands) implements Node {}

    /**
     * Of an update.
     *
     * @param section such as {@code SET}
     * @param operand null for {@code REMOVE}
     */
    record Action(
            String section, Attribute target, @Nullable Node operand) {}
}
