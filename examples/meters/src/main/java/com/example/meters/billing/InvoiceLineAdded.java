package com.example.meters.billing;

/** A line of a customer's invoice, by its number from 1. */
record InvoiceLineAdded(String customer, int line, String meter, long wattHours) {}
