/**
 * The tables that a template says, made in the engine. The entry point is
 * {@link dev.evenstep.local.dynamodb.TemplateTables}. Depends on {@code stack} and the engine.
 */
@NullMarked
package dev.evenstep.local.dynamodb;

import org.jspecify.annotations.NullMarked;
