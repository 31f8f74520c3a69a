package dev.evenstep.benchmarks.engine;

/** The calls that are measured, each to a new key of a new table. */
interface ItemCalls {

    void conditionalPut();

    void transaction();
}
