@NullMarked
package dev.evenstep.local.template;

import org.jspecify.annotations.NullMarked;
