/**
 * LocalStack on this machine, and the shop or any other stack deployed to it by SAM or by CDK. The entry point is {@link
 * dev.evenstep.cli.localstack.LocalStackCommand}. Depends on the local AWS for the functions' JVMs and for DynamoDB.
 */
@CheckReturnValue
@NullMarked
package dev.evenstep.cli.localstack;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
