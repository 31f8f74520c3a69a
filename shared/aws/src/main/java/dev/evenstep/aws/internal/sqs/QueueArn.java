package dev.evenstep.aws.internal.sqs;

/** A queue by its ARN: {@code arn:partition:sqs:region:account:name}. */
record QueueArn(String partition, String region, String account, String name) {

    static QueueArn parse(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length != 6 || !parts[2].equals("sqs")) {
            throw new IllegalArgumentException("\"" + arn + "\" is not a queue's ARN");
        }
        return new QueueArn(parts[1], parts[3], parts[4], parts[5]);
    }

    /** Told by the name: a standard queue's messages may have a group too (fair queues), and still no order. */
    boolean isFifo() {
        return name.endsWith(".fifo");
    }

    String url() {
        String domain = partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        return "https://sqs.%s.%s/%s/%s".formatted(region, domain, account, name);
    }
}
