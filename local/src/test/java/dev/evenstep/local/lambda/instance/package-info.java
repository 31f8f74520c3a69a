/** Tests of single instances' parts. */
@NullMarked
package dev.evenstep.local.lambda.instance;

import org.jspecify.annotations.NullMarked;
