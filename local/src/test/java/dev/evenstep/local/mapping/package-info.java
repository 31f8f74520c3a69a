/** Tests of event source mappings, on real queues and tables. */
@NullMarked
package dev.evenstep.local.mapping;

import org.jspecify.annotations.NullMarked;
