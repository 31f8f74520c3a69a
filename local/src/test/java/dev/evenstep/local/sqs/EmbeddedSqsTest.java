package dev.evenstep.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenstep.engine.protocol.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class EmbeddedSqsTest {

    @Test
    void itListensOnTheLoopbackAddressOnly() throws Exception {
        try (var server = EmbeddedSqs.start(new EmbeddedSqs.Options(Account.local(), null, null), List.of())) {
            var outside = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (InetAddress address : outside) {
                try (var socket = new Socket()) {
                    var target =
                            new InetSocketAddress(address, server.endpoint().getPort());
                    Assertions.assertThatThrownBy(() -> socket.connect(target, 500))
                            .isInstanceOf(IOException.class);
                }
            }
            assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void itClosesTwice() {
        var server = EmbeddedSqs.start(new EmbeddedSqs.Options(Account.local(), null, null), List.of());
        server.close();
        server.close();
    }
}
