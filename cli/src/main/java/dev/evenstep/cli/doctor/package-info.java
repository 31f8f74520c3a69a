/** What is wrong with a deployed stack: its resources as AWS's own calls describe them now, held against the checklist. */
@NullMarked
package dev.evenstep.cli.doctor;

import org.jspecify.annotations.NullMarked;
