package com.example.meters.printing;

/** What the printer answered. */
record PrintJob(String id) {}
