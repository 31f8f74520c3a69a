package dev.evenstep.cli.doctor;

/** The service does not have what CloudFormation lists. */
final class GoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
