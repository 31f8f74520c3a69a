package com.example.meters.printing;

/** What printing needs of an InvoiceLineAdded. */
record InvoiceLine(String customer, int line, long wattHours) {}
