/**
 * Reads what is deployed: a SAM or CloudFormation template, or what the CDK made of an app, resolved to a
 * {@link dev.evenstep.local.stack.Stack} as {@code sam deploy} would resolve it. The entry point is
 * {@link dev.evenstep.local.template.Templates}. Depends on {@code stack}, its own template language, Jackson and Event
 * Ruler.
 */
@NullMarked
package dev.evenstep.local.template;

import org.jspecify.annotations.NullMarked;
