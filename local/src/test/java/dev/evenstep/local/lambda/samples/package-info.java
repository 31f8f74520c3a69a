/** Functions for tests, packaged into jars of their own. They see nothing of our classes. */
@NullMarked
package dev.evenstep.local.lambda.samples;

import org.jspecify.annotations.NullMarked;
