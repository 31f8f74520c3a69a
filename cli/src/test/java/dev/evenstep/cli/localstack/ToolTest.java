package dev.evenstep.cli.localstack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

    @TempDir
    private Path folder = Path.of("");

    private Tool tool = new Tool(folder, Map.of(), folder);

    @BeforeEach
    void tool() {
        tool = new Tool(folder, Map.of("WHAT", "no bucket"), folder.resolve("logs/tool.log"));
    }

    @Test
    void whatFailsIsShownWithItsOwnOutputAndWhereAllOfItIs() {
        assertThatThrownBy(() -> tool.run(1, List.of("sh", "-c", "echo $WHAT >&2; exit 3")))
                .hasMessageContaining("no bucket")
                .hasMessageContaining("sh ended with 3")
                .hasMessageContaining(folder.resolve("logs/tool.log").toString());
    }

    @Test
    void whatGoesWellSaysNothing() {
        assertThatCode(() -> tool.run(1, List.of("sh", "-c", "test \"$WHAT\" = 'no bucket'")))
                .doesNotThrowAnyException();
    }
}
