package dev.evenstep.sqs.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evenstep.sqs.request.Input;

/** One operation: parameters in, answer out. */
@FunctionalInterface
interface Operation {
    ObjectNode on(Input input);
}
