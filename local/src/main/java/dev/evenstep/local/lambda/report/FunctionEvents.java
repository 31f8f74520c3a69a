package dev.evenstep.local.lambda.report;

/** Where it is told what became of functions' instances and of work that was given up. Must be quick. */
@FunctionalInterface
public interface FunctionEvents {

    void happened(FunctionEvent event);
}
