package dev.evenstep.local.lambda.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

    private final List<String> told = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(told::add, () -> told.add("MARK"));

    private void take(String text, int pieces) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += pieces) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieces));
            splitter.take(piece, piece.length);
        }
        splitter.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void linesAreCutWhereverTheBytesAre(int pieces) {
        take("one\n\nzwölf €\r\nno end", pieces);

        assertThat(told).containsExactly("one", "", "zwölf €", "no end");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void aMarkIsFoundOnItsOwnAndBehindWhatHasNoLineEnd(int pieces) {
        take("a\n" + Launcher.MARK + "b" + Launcher.MARK + "c\n", pieces);

        assertThat(told).containsExactly("a", "MARK", "b", "MARK", "c");
    }

    @Test
    void aLineOfExactlyTheBoundIsOneLine() {
        String longest = "x".repeat(InstanceLog.LONGEST_LINE);
        take(longest + "\n" + longest + "y\n", 16 * 1024);

        assertThat(told).containsExactly(longest, longest, "y");
    }
}
