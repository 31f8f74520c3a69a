/** DynamoDB in this JVM. Depends on the engines' base only. */
@NullMarked
package dev.evenstep.dynamodb;

import org.jspecify.annotations.NullMarked;
