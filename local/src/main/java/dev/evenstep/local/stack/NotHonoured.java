package dev.evenstep.local.stack;

/**
 * Something that a template says and that a local run leaves undone.
 *
 * @param resource its logical id
 * @param type its CloudFormation type
 * @param property a dotted path, empty for the whole resource
 * @param why what that means for the local run
 */
public record NotHonoured(String resource, String type, String property, String why) {}
