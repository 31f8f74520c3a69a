/** One of the recipes' handlers with its tables and queues on LocalStack. */
@NullMarked
package dev.evenstep.examples.localstack;

import org.jspecify.annotations.NullMarked;
