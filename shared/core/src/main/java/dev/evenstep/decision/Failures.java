package dev.evenstep.decision;

/** Words for exceptions. */
final class Failures {

    private Failures() {}

    static String describe(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof PermanentFailure && message != null) {
            return message;
        }
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
