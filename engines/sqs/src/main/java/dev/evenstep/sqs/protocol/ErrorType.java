package dev.evenstep.sqs.protocol;

/** What the JSON protocol calls an error whose code the Query protocol made. */
final class ErrorType {

    private static final String SERVICE = "com.amazonaws.sqs#";
    private static final String CORAL = "com.amazon.coral.service#";
    private static final String PREFIX = "AWS.SimpleQueueService.";

    private ErrorType() {}

    static String of(String code) {
        return switch (code) {
            case "AWS.SimpleQueueService.NonExistentQueue" -> SERVICE + "QueueDoesNotExist";
            case "QueueAlreadyExists" -> SERVICE + "QueueNameExists";
            case "InvalidParameterValue" -> CORAL + "InvalidParameterValueException";
            case "MissingParameter" -> CORAL + "MissingRequiredParameterException";
            case "InvalidAction" -> CORAL + "UnknownOperationException";
            case "SerializationException" -> CORAL + code;
            default -> SERVICE + (code.startsWith(PREFIX) ? code.substring(PREFIX.length()) : code);
        };
    }
}
