/** The operations of SQS's API, by name. Enter at {@link dev.evenstep.sqs.operation.Operations}. Depends on all packages but {@code protocol}. */
@NullMarked
package dev.evenstep.sqs.operation;

import org.jspecify.annotations.NullMarked;
