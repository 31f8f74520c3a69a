package @package@.deposits;

/** The data of the event: somebody paid in. */
record Deposited(String account, long cents) {}
