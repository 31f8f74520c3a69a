package dev.evenstep.dynamodb.expression;

import dev.evenstep.dynamodb.value.KeyRange;
import dev.evenstep.dynamodb.value.Value;

/** The keys that a query asks for, of one partition. */
public record KeyCondition(Value partition, KeyRange range) {}
