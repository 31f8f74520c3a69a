package dev.evenstep.local.stack;

/** An EventBridge bus. Every account has one called {@code default} without any template. */
public record BusSpec(String logicalId, String name, String arn) {}
