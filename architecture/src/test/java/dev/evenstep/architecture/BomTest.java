package dev.evenstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What others import names every artifact that is published, at the versions that are built and tested here. */
class BomTest {

    /** Nobody depends on these. */
    private static final Set<String> NO_DEPENDENCIES = Set.of("bom", "archetype");

    private static final Map<String, String> VERSION_OF_A_BOM = Map.of(
            "slf4j-api", "slf4j.version",
            "bom", "awssdk.version",
            "jackson-bom", "jackson.version");

    @Test
    void everyPublishedArtifactIsInIt() throws Exception {
        Document parent = pom("pom.xml");
        List<String> published = new ArrayList<>();
        for (String module : texts(parent, "module")) {
            Document pom = pom(module + "/pom.xml");
            if (!NO_DEPENDENCIES.contains(module)
                    && !texts(pom, "maven.deploy.skip").contains("true")) {
                published.add(artifact(pom));
            }
        }

        assertThat(managed().keySet())
                .filteredOn(artifact -> artifact.startsWith("evenstep-"))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void itsVersionsAreTheTestedOnes() throws Exception {
        Document parent = pom("pom.xml");
        String ours = child(parent.getDocumentElement(), "version");

        assertThat(child(pom("bom/pom.xml").getDocumentElement(), "version")).isEqualTo(ours);
        managed()
                .forEach((artifact, version) -> assertThat(version)
                        .as(artifact)
                        .isEqualTo(
                                VERSION_OF_A_BOM.containsKey(artifact)
                                        ? texts(parent, VERSION_OF_A_BOM.get(artifact))
                                                .getFirst()
                                        : ours));
    }

    @Test
    void theReadmeAndTheArchetypesCommandShowThisRelease() throws Exception {
        String ours = child(pom("pom.xml").getDocumentElement(), "version");

        assertThat(Files.readString(Modules.ROOT.resolve("README.md")))
                .containsPattern("evenstep-bom</artifactId>\\s*<version>" + Pattern.quote(ours) + "</version>");
        assertThat(Files.readString(Modules.ROOT.resolve("docs/your-own-project.md")))
                .contains("-DarchetypeVersion=" + ours + " ");
    }

    private static Map<String, String> managed() throws IOException, ParserConfigurationException, SAXException {
        Map<String, String> versions = new TreeMap<>();
        NodeList dependencies = pom("bom/pom.xml").getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            if (dependencies.item(i) instanceof Element dependency) {
                versions.put(child(dependency, "artifactId"), child(dependency, "version"));
            }
        }
        return versions;
    }

    private static String artifact(Document pom) {
        return child(pom.getDocumentElement(), "artifactId");
    }

    private static String child(Element parent, String name) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent();
            }
        }
        throw new AssertionError(parent.getNodeName() + " has no " + name);
    }

    private static List<String> texts(Document pom, String name) {
        NodeList nodes = pom.getElementsByTagName(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document pom(String path) throws IOException, ParserConfigurationException, SAXException {
        Path file = Modules.ROOT.resolve(path);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }
}
