/**
 * Attribute values and items, as DynamoDB knows them, to and from JSON. Enter at {@link dev.evenstep.dynamodb.value.TableItem}.
 * Depends on the JDK and Jackson only.
 */
@NullMarked
package dev.evenstep.dynamodb.value;

import org.jspecify.annotations.NullMarked;
