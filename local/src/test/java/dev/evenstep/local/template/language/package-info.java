@NullMarked
package dev.evenstep.local.template.language;

import org.jspecify.annotations.NullMarked;
