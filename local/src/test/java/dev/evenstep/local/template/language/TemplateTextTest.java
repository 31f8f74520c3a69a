package dev.evenstep.local.template.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTextTest {

    @TempDir
    Path folder;

    private Node.Mapping read(String name, String text) throws Exception {
        return TemplateText.read(new Problems(Files.writeString(folder.resolve(name), text)));
    }

    private TemplateException refused(String name, String text) throws Exception {
        var file = Files.writeString(folder.resolve(name), text);
        return catchThrowableOfType(TemplateException.class, () -> TemplateText.read(new Problems(file)));
    }

    static Stream<Arguments> yaml() {
        return Stream.of(
                arguments("a: 1", "{\"a\":1}"),
                arguments("a: '1'", "{\"a\":\"1\"}"),
                arguments("a: 1.50", "{\"a\":1.50}"),
                arguments("a: 007", "{\"a\":7}"),
                arguments("a: .5", "{\"a\":0.5}"),
                arguments("a: 2010-09-09", "{\"a\":\"2010-09-09\"}"),
                arguments("a: 12:30", "{\"a\":\"12:30\"}"),
                arguments("a: yes", "{\"a\":true}"),
                arguments("a: Off", "{\"a\":false}"),
                arguments("a: 'yes'", "{\"a\":\"yes\"}"),
                arguments("a:", "{\"a\":null}"),
                arguments("a: ~", "{\"a\":null}"),
                arguments("a: !!str 1", "{\"a\":\"1\"}"),
                arguments("a: !!int \"1\"", "{\"a\":1}"),
                arguments("a: |\n  x\n  y\n", "{\"a\":\"x\\ny\\n\"}"),
                arguments("a: [1, {b: c}]", "{\"a\":[1,{\"b\":\"c\"}]}"),
                arguments("a: !Ref B", "{\"a\":{\"Ref\":\"B\"}}"),
                arguments("a: !GetAtt B.Arn", "{\"a\":{\"Fn::GetAtt\":\"B.Arn\"}}"),
                arguments("a: !Sub\n  - x\n  - {y: z}", "{\"a\":{\"Fn::Sub\":[\"x\",{\"y\":\"z\"}]}}"),
                arguments("a: !Not [!Condition B]", "{\"a\":{\"Fn::Not\":[{\"Condition\":\"B\"}]}}"),
                arguments("a: &x [1]\nb: *x", "{\"a\":[1],\"b\":[1]}"),
                arguments("a: !Split [-, b-c]", "{\"a\":{\"Fn::Split\":[\"-\",\"b-c\"]}}"),
                arguments("# comment\n---\na: 1\n...\n", "{\"a\":1}"),
                arguments("%YAML 1.1\n---\na: 1\n", "{\"a\":1}"));
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void yamlIsReadAsCloudFormationReadsIt(String yaml, String json) throws Exception {
        assertThat(Json.write(read("t.yaml", yaml))).isEqualTo(json);
    }

    @Test
    void jsonIsReadWithItsLines() throws Exception {
        var root = read("t.json", "{\n\t\"a\": [1, 2.5, true, null, \"x\"],\n\t\"b\": {}\n}");

        assertThat(Json.write(root)).isEqualTo("{\"a\":[1,2.5,true,null,\"x\"],\"b\":{}}");
        assertThat(root.get("b")).extracting(Node::line).isEqualTo(3);
    }

    @Test
    void aFileOfAnotherNameIsJsonWhereItBeginsLikeIt() throws Exception {
        assertThat(Json.write(read("a.template", " {\"a\": 1}"))).isEqualTo("{\"a\":1}");
        assertThat(Json.write(read("b.template", "a: 1"))).isEqualTo("{\"a\":1}");
    }

    @Test
    void aByteOrderMarkIsNoContent() throws Exception {
        assertThat(Json.write(read("t.yaml", "\uFEFFa: 1"))).isEqualTo("{\"a\":1}");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("t.yaml", "a: [1", "line 1: not well-formed YAML"),
                arguments("t.yaml", "a: 1\n b: 2", "line 2: not well-formed YAML"),
                arguments("t.yaml", "a: \u0001", "not well-formed YAML"),
                arguments("t.yaml", "a: 1\nb: 2\na: 3", "line 3: the key a stands here twice"),
                arguments("t.yaml", "a: !Reff B", "line 1: unknown tag !Reff"),
                arguments("t.yaml", "a: !!binary aGk=", "line 1: unknown tag"),
                arguments("t.yaml", "a: *b", "line 1: not well-formed YAML: found undefined alias b"),
                arguments("t.yaml", "a: &a [*a]", "line 1: this nests deeper than 100 levels"),
                arguments("t.yaml", "a: &a {b: 1}\nc:\n  <<: *a", "line 3: CloudFormation does not take merge keys"),
                arguments("t.yaml", "? [a]\n: 1", "line 1: a key must be a plain text"),
                arguments("t.yaml", "a: 1\n---\nb: 2", "line 2: not well-formed YAML: but found another document"),
                arguments("t.yaml", "", "the file is empty"),
                arguments("t.yaml", "# nothing\n", "the file is empty"),
                arguments("t.yaml", "- a\n- b", "line 1: a template is a mapping"),
                arguments("t.yaml", "just a text", "line 1: a template is a mapping"),
                arguments("t.json", "", "the file is empty"),
                arguments("t.json", "{\"a\": }", "line 1: not well-formed JSON"),
                arguments("t.json", "{\"a\": 1,\n\"a\": 2}", "line 2: the key a stands here twice"),
                arguments("t.json", "{}\n{}", "line 2: more follows"),
                arguments("t.json", "[1]", "line 1: a template is a mapping"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedFileIsRefusedWithItsLine(String name, String text, String message) throws Exception {
        assertThat(refused(name, text)).hasMessageContaining(message).hasMessageContaining(name);
    }

    @Test
    void everyDuplicateKeyAndUnknownTagIsToldAtOnce() throws Exception {
        assertThat(refused("t.yaml", "a: !X 1\na: !Y 2").problems()).hasSize(3);
    }

    @Test
    void aliasesThatUnfoldWithoutEndAreRefused() throws Exception {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 10; level++) {
            var alias = "*a" + (level - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(level, level, (alias + ", ").repeat(8) + alias));
        }

        assertThat(refused("t.yaml", bomb.toString())).hasMessageContaining("with its aliases unfolded");
    }

    @Test
    void whatNestsTooDeepIsRefused() throws Exception {
        assertThat(refused("t.yaml", "a: " + "[".repeat(100_000))).hasMessageContaining("Nesting Depth exceeded");
        assertThat(refused("t.json", "{\"a\":" + "[".repeat(100_000))).hasMessageContaining("deeper than 100 levels");
        assertThat(refused("t.yaml", "a: " + "{b: ".repeat(101) + "}".repeat(101)))
                .hasMessageContaining("deeper than 100 levels");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsRead() throws Exception {
        assertThat(refused("t.yaml", "#".repeat(TemplateText.BYTES + 1)))
                .hasMessageContaining((TemplateText.BYTES + 1) + " bytes");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws Exception {
        var file = Files.write(folder.resolve("t.yaml"), "a: ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> TemplateText.read(new Problems(file)))
                .withMessageContaining("not UTF-8");
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> TemplateText.read(new Problems(folder.resolve("none.yaml"))))
                .withMessageContaining("there is no such file");
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> TemplateText.read(new Problems(folder)))
                .withMessageContaining("this is a folder; name the template in it");
    }
}
