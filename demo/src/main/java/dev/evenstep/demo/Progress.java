package dev.evenstep.demo;

/** Who is told how a run goes. */
@FunctionalInterface
public interface Progress {

    /** One line for people. */
    void say(String line);
}
