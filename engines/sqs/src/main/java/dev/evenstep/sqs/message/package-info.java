/** What is sent and received: bodies, attributes, digests, receipt handles. Depends on {@code request} and the engine. */
@NullMarked
package dev.evenstep.sqs.message;

import org.jspecify.annotations.NullMarked;
