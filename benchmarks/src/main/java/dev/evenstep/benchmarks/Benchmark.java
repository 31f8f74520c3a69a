package dev.evenstep.benchmarks;

/** Measures some things against each other, in one run. */
public interface Benchmark {

    /** By which it is asked for, such as {@code dynamodb}. */
    String name();

    Report run(Options options) throws Exception;
}
