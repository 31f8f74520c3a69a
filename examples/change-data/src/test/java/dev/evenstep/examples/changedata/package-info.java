@NullMarked
package dev.evenstep.examples.changedata;

import org.jspecify.annotations.NullMarked;
