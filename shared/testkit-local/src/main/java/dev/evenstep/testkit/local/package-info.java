/**
 * Queues, tables and buses of a template on this machine, for tests. The entry point is
 * {@link dev.evenstep.testkit.local.LocalAwsExtension}. Depends on the local AWS, JUnit and the AWS SDK.
 */
@NullMarked
package dev.evenstep.testkit.local;

import org.jspecify.annotations.NullMarked;
