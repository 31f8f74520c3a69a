/** What is checked of a request before anything else, and Kinesis's errors. Depends on the engines' base only. */
@NullMarked
package dev.evenstep.kinesis.request;

import org.jspecify.annotations.NullMarked;
