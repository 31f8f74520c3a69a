/** A queue's attributes: which there are, what they may be, policies. Depends on {@code request} and the engine. */
@NullMarked
package dev.evenstep.sqs.attributes;

import org.jspecify.annotations.NullMarked;
