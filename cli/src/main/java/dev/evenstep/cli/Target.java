package dev.evenstep.cli;

/** Where a payload can be sent. */
sealed interface Target {

    String name();

    record Queue(String name, String url) implements Target {}

    record Bus(String name) implements Target {}

    /** Takes a payload as an item, which its stream tells of. */
    record Table(String name) implements Target {}
}
