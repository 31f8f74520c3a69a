package dev.evenstep.local.iam;

/**
 * What somebody must be allowed for a request.
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param resource its ARN; {@code *} where the request names none
 */
record Demand(String action, String resource) {}
