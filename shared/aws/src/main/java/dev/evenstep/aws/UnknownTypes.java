package dev.evenstep.aws;

/** What becomes of events of types that no consumer of a function takes. */
enum UnknownTypes {
    DEAD_LETTER,
    IGNORE,
    HAND_ON
}
