package dev.evenstep.cli;

/** Where a payload can be sent. */
sealed interface SendTarget {

    String name();

    record Queue(String name, String url) implements SendTarget {}

    record Bus(String name) implements SendTarget {}

    /** Takes a payload as an item, which its stream tells of. */
    record Table(String name) implements SendTarget {}
}
