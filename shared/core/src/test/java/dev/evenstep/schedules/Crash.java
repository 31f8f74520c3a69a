package dev.evenstep.schedules;

/** The end of a function's process, in the middle of its work: nothing of ours catches it, and nothing is done after it. */
final class Crash extends VirtualMachineError {

    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
