/** Parameters as SQS takes them, and the words in which it refuses them. Depends on the engine's protocol only. */
@NullMarked
package dev.evenstep.sqs.request;

import org.jspecify.annotations.NullMarked;
