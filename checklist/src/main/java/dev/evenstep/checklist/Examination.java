package dev.evenstep.checklist;

import java.util.List;
import java.util.SortedSet;

/**
 * What rules say of resources of which not everything could be read.
 *
 * @param findings what is wrong for certain
 * @param unjudged the rules that rest, for some resource at least, on what was not read
 */
public record Examination(List<Finding> findings, SortedSet<String> unjudged) {}
