package io.jenkins.plugins.msstore.packaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** This build and that of the Jenkins ecosystem agree, for both make the same plugin. */
class TwoBuildsTest {

    private final Document ecosystem = read("../../pom.xml");
    private final Document central = read("../pom.xml");
    private final Document plugin = read("pom.xml");

    @Test
    void bothMakeThePluginOfTheSameName() throws Exception {
        for (String fact : List.of("artifactId", "name")) {
            assertThat(text(ecosystem, "/project/" + fact))
                    .as(fact)
                    .isEqualTo(text(plugin, "/project/" + fact))
                    .isNotEmpty();
        }
        assertThat(text(ecosystem, "/project/groupId")).isEqualTo(text(central, "/project/groupId"));
        assertThat(text(ecosystem, "/project/url").replace("${project.artifactId}", "microsoft-store-seats"))
                .isEqualTo(text(plugin, "/project/url"));
    }

    @Test
    void bothNameTheSameLicense() throws Exception {
        assertThat(text(ecosystem, "/project/licenses/license/name"))
                .isEqualTo(text(plugin, "/project/properties/hpi.license.name"));
        assertThat(text(ecosystem, "/project/licenses/license/url"))
                .isEqualTo(text(plugin, "/project/properties/hpi.license.url"));
    }

    @Test
    void bothAreForTheSameJenkins() throws Exception {
        String version = text(ecosystem, "/project/properties/jenkins.version")
                .replace("${jenkins.baseline}", text(ecosystem, "/project/properties/jenkins.baseline"));
        assertThat(version).isEqualTo(text(central, "/project/properties/jenkins.version"));
        // if the root build sets no version, its parent POM sets the one that this version of Jenkins needs
        assertThat(text(ecosystem, "/project/properties/maven.compiler.release"))
                .isIn("", text(central, "/project/properties/maven.compiler.release"));
    }

    @Test
    void bothUseTheSameLibraries() throws Exception {
        Map<String, String> theirs = versions(ecosystem);
        theirs.keySet().removeIf(name -> name.startsWith("jenkins."));

        assertThat(theirs).containsKeys("msal4j.version", "okhttp.version", "fastcsv.version", "failsafe.version");
        assertThat(versions(central)).containsAllEntriesOf(theirs);
    }

    @Test
    void bothDependOnTheSamePlugins() throws Exception {
        String entry = "//manifestEntries/Plugin-Dependencies";
        assertThat(texts(
                        ecosystem,
                        "/project/dependencies/dependency[not(scope)][starts-with(groupId, 'org.jenkins-ci.')"
                                + " or starts-with(groupId, 'io.jenkins.')]/artifactId"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(text(plugin, entry).split(","))
                                .map(dependency -> dependency.replaceFirst(":.*", ""))
                                .toList());
    }

    @Test
    void bothCanDoWithoutTheSamePlugins() throws Exception {
        assertThat(texts(ecosystem, "/project/dependencies/dependency[optional='true']/artifactId"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(text(plugin, "//manifestEntries/Plugin-Dependencies")
                                .split(","))
                        .filter(dependency -> dependency.endsWith(";resolution:=optional"))
                        .map(dependency -> dependency.replaceFirst(":.*", ""))
                        .toList());
    }

    @Test
    void bothBundleTheSameJars() throws Exception {
        assertThat(text(ecosystem, "/project/properties/hpi.bundledArtifacts").split(","))
                .containsExactlyInAnyOrderElementsOf(HpiTest.BUNDLED.values());
    }

    /** The ecosystem's build leaves out classes of such a name, and must be able to compile all others. */
    @Test
    void onlyClassesNamedStandInUseTheRunningStandIns() {
        JavaClasses tests = new ClassFileImporter()
                .importUrl(TwoBuildsTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());

        noClasses()
                .that()
                .haveNameNotMatching(".*StandIn.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.jenkins.plugins.msstore.standin..")
                .check(tests);
    }

    private static Map<String, String> versions(Document pom) throws XPathExpressionException {
        Map<String, String> versions = new TreeMap<>();
        for (Node property : nodes(pom, "/project/properties/*")) {
            if (property.getNodeName().endsWith(".version")) {
                versions.put(property.getNodeName(), property.getTextContent().strip());
            }
        }
        return versions;
    }

    private static String text(Document pom, String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
    }

    private static List<String> texts(Document pom, String path) throws XPathExpressionException {
        return nodes(pom, path).stream()
                .map(node -> node.getTextContent().strip())
                .toList();
    }

    private static List<Node> nodes(Document pom, String path) throws XPathExpressionException {
        NodeList found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }

    private static Document read(String pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(Path.of(pom).toFile());
        } catch (Exception e) {
            throw new IllegalStateException(pom, e);
        }
    }
}
