/**
 * What a template describes, resolved: plain values with every name and ARN known, whoever described them (SAM, CDK or
 * plain CloudFormation), and how two descriptions differ. The entry point is {@link dev.evenstep.local.stack.Stack}.
 * Depends on the JDK only.
 */
@NullMarked
package dev.evenstep.local.stack;

import org.jspecify.annotations.NullMarked;
