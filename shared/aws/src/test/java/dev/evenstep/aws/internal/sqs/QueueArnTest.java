package dev.evenstep.aws.internal.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueArnTest {

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:eu-central-1:111122223333:orders, https://sqs.eu-central-1.amazonaws.com/111122223333/orders, false",
        "arn:aws:sqs:us-east-1:111122223333:orders.fifo, https://sqs.us-east-1.amazonaws.com/111122223333/orders.fifo, true",
        "arn:aws-cn:sqs:cn-north-1:111122223333:orders, https://sqs.cn-north-1.amazonaws.com.cn/111122223333/orders, false",
        "arn:aws-us-gov:sqs:us-gov-west-1:111122223333:o, https://sqs.us-gov-west-1.amazonaws.com/111122223333/o, false"
    })
    void anArnTellsTheUrlAndTheKind(String arn, String url, boolean fifo) {
        assertThat(QueueArn.parse(arn).url()).isEqualTo(url);
        assertThat(QueueArn.parse(arn).isFifo()).isEqualTo(fifo);
    }

    @Test
    void whatIsNoQueuesArnIsShown() {
        assertThatThrownBy(() -> QueueArn.parse("arn:aws:sns:us-east-1:1:topic"))
                .hasMessage("\"arn:aws:sns:us-east-1:1:topic\" is not a queue's ARN");
    }
}
