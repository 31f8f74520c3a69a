package dev.evenstep.cli.doctor;

/** Where a stack is: what its resources' ARNs have in common. */
record Place(String partition, String region, String account) {

    static Place of(String stackArn) {
        var parts = stackArn.split(":", -1);
        return new Place(parts[1], parts[3], parts[4]);
    }

    String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
    }
}
