/**
 * CloudFormation's template language, of no resource in particular: a file of YAML or JSON becomes a tree of
 * {@link dev.evenstep.local.template.language.Node}s that know their lines, and an
 * {@link dev.evenstep.local.template.language.Evaluator} resolves parameters, mappings, conditions and functions in it.
 * Depends on the JDK, Jackson and SnakeYAML only.
 */
@NullMarked
package dev.evenstep.local.template.language;

import org.jspecify.annotations.NullMarked;
