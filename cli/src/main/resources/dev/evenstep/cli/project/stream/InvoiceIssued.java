package @package@.revenue;

/** The data of the event: what a month's invoice comes to. */
record InvoiceIssued(String month, long cents) {}
