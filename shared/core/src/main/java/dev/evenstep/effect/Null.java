package dev.evenstep.effect;

/**
 * DynamoDB's NULL as an attribute's value: the attribute is there, and nothing is known of it. An attribute that is not
 * there is another thing; {@link Write.Update#remove} and {@link Item#without} make it so.
 */
public enum Null {
    NULL
}
