package dev.evenstep.examples.ledger;

/** What a team could get wrong. */
enum Mistake {
    NONE,
    /** The checkpoint of what publishes is moved before it has published. */
    CHECKPOINT_FIRST,
    /** What is published again has another id. */
    NEW_IDS,
    /** A view is kept apart from how far it is. */
    VIEW_WITHOUT_CHECKPOINT,
    /** A transfer that comes back brings money whether any was taken. */
    RETURN_UNSEEN,
    /** Money is taken for a transfer that has come back already. */
    TAKEN_AFTER_RETURN,
    /** What asks for the log later than its clock says never sees what came late. */
    WATERMARK_BY_CLOCK,
    /** A state is taken from a snapshot that former code has made, whatever its schema. */
    SNAPSHOT_OF_ANOTHER_SCHEMA
}
