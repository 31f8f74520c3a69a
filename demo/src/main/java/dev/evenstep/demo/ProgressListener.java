package dev.evenstep.demo;

/** Who is told how a run goes. */
@FunctionalInterface
public interface ProgressListener {

    /** One line for people. */
    void say(String line);
}
