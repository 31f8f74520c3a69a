/** What functions may ask of AWS, by their roles, and what they did ask. */
@NullMarked
package dev.evenstep.local.iam;

import org.jspecify.annotations.NullMarked;
