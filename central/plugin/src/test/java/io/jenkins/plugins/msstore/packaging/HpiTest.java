package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The packed plugin of this build, as the plugin manager reads it. Runs after packing. */
class HpiTest {
    private static final String PLUGIN_JAR = "WEB-INF/lib/microsoft-store-seats.jar";

    /** The packages that every Jenkins plugin finds on its class path without naming a plugin. */
    private static final Set<String> CORE = Set.of(
            "hudson.",
            "jenkins.",
            "org.jenkinsci.Symbol",
            "org.kohsuke.",
            "org.jvnet.localizer.",
            "org.springframework.security.",
            "net.sf.json.",
            "jakarta.servlet.",
            "com.google.common.",
            "org.slf4j.",
            "edu.umd.cs.findbugs.annotations.");

    /** The plugins that packages come from. */
    private static final Map<String, String> PLUGINS = Map.ofEntries(
            Map.entry("com.cloudbees.plugins.credentials.", "credentials"),
            Map.entry("org.jenkinsci.plugins.credentialsbinding.", "credentials-binding"),
            Map.entry("org.jenkinsci.plugins.plaincredentials.", "plain-credentials"),
            Map.entry("org.jenkinsci.plugins.structs.", "structs"),
            Map.entry("org.jenkinsci.plugins.tokenmacro.", "token-macro"),
            Map.entry("org.jenkinsci.plugins.workflow.steps.", "workflow-step-api"),
            Map.entry("org.jenkinsci.plugins.workflow.actions.", "workflow-api"),
            Map.entry("org.jenkinsci.plugins.workflow.flow.", "workflow-api"),
            Map.entry("org.jenkinsci.plugins.workflow.graph.", "workflow-api"),
            Map.entry("io.jenkins.plugins.okhttp.api.", "okhttp-api"),
            Map.entry("okhttp3.", "okhttp-api"),
            Map.entry("okio.", "okhttp-api"),
            Map.entry("kotlin.", "okhttp-api"),
            Map.entry("com.fasterxml.jackson.", "jackson2-api"));

    /** The bundled libraries, by their packages. */
    static final Map<String, String> BUNDLED = Map.of(
            "com.microsoft.aad.msal4j.", "msal4j",
            "com.azure.json.", "azure-json",
            "dev.failsafe.", "failsafe",
            "de.siegmar.fastcsv.", "fastcsv");

    private final Path hpi = Path.of(System.getProperty("hpi.file"));

    @Test
    void holdsThePluginAndWhatItBundlesAndNothingElse() throws Exception {
        List<String> files = files(Files.newInputStream(hpi));

        assertThat(files.get(0)).isEqualTo("META-INF/MANIFEST.MF");
        assertThat(files.subList(1, files.size()))
                .map(file -> file.replaceFirst("-[0-9.]+\\.jar$", ".jar"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(PLUGIN_JAR),
                                BUNDLED.values().stream().map(name -> "WEB-INF/lib/" + name + ".jar"))
                        .toList());
    }

    @Test
    void bundlesNoClassThatJenkinsBrings() throws Exception {
        List<String> theirs = new ArrayList<>();
        int classes = 0;
        try (ZipInputStream packed = new ZipInputStream(Files.newInputStream(hpi))) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                if (!entry.getName().endsWith(".jar")) {
                    continue;
                }
                for (String file : files(new ByteArrayInputStream(packed.readAllBytes()))) {
                    String name = file.replace('/', '.');
                    if (name.endsWith(".class")) {
                        classes++;
                        if (isOf(CORE, name) || isOf(PLUGINS.keySet(), name) || name.contains(".msstore.standin.")) {
                            theirs.add(entry.getName() + ": " + file);
                        }
                    }
                }
            }
        }

        assertThat(classes).isPositive();
        assertThat(theirs).isEmpty();
    }

    @Test
    void pluginJarHasDescriptionAndIndexes() throws Exception {
        assertThat(files(pluginJar()))
                .contains(
                        "index.jelly",
                        "META-INF/annotations/hudson.Extension",
                        "META-INF/services/annotations/org.jenkinsci.Symbol");
    }

    /** Jenkins stores settings and credentials only of classes whose jar says that it is the jar of a plugin. */
    @Test
    void pluginJarSaysThatItIsAPlugins() throws Exception {
        try (JarInputStream jar = new JarInputStream(pluginJar())) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            assertThat(attributes.getValue("Short-Name")).isEqualTo("microsoft-store-seats");
            assertThat(attributes.getValue("Plugin-Version"))
                    .isEqualTo(manifest().getValue("Plugin-Version"));
            assertThat(attributes.getValue("Jenkins-Version")).isEqualTo("2.541.2");
        }
    }

    @Test
    void manifestSaysWhatThePluginIs() throws Exception {
        Attributes manifest = manifest();

        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Artifact-Id")).isEqualTo("microsoft-store-seats");
        assertThat(manifest.getValue("Short-Name")).isEqualTo("microsoft-store-seats");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("Microsoft Store for Business Seats");
        assertThat(manifest.getValue("Plugin-Version"))
                .as("differs from that of another commit")
                .matches("1\\.0-central-([0-9a-f]{12}|unknown)");
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo("2.541.2");
        assertThat(manifest.getValue("Hudson-Version")).isEqualTo(manifest.getValue("Jenkins-Version"));
        assertThat(manifest.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(manifest.getValue("Plugin-License-Name")).isEqualTo("MIT");
        assertThat(manifest.values())
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain("${"));
    }

    @Test
    void manifestNamesEveryPluginWhoseClassesAreUsed() throws Exception {
        Set<String> named = Arrays.stream(
                        manifest().getValue("Plugin-Dependencies").split(","))
                .map(dependency -> dependency.replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> needed = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        for (String name : referenced()) {
            if (isOf(PLUGINS.keySet(), name)) {
                PLUGINS.entrySet().stream()
                        .filter(entry -> name.startsWith(entry.getKey()))
                        .forEach(entry -> needed.add(entry.getValue()));
            } else if (!isOf(CORE, name) && !isOf(BUNDLED.keySet(), name)) {
                unknown.add(name);
            }
        }

        assertThat(needed).isNotEmpty();
        assertThat(unknown).as("classes that nothing brings").isEmpty();
        assertThat(named).containsAll(needed);
    }

    private static Set<String> referenced() throws Exception {
        JavaClasses classes =
                new ClassFileImporter().importPath(BuiltPlugin.onClassPath().folder());
        Predicate<String> foreign =
                name -> name.contains(".") && !name.startsWith("io.jenkins.plugins.msstore.") && !isJdk(name);
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(target -> target.getBaseComponentType().getName())
                .filter(foreign)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isJdk(String name) {
        return ClassLoader.getPlatformClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    private static boolean isOf(Set<String> prefixes, String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private Attributes manifest() throws IOException {
        try (JarInputStream packed = new JarInputStream(Files.newInputStream(hpi))) {
            return packed.getManifest().getMainAttributes();
        }
    }

    private InputStream pluginJar() throws IOException {
        try (ZipInputStream packed = new ZipInputStream(Files.newInputStream(hpi))) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                if (entry.getName().equals(PLUGIN_JAR)) {
                    return new ByteArrayInputStream(packed.readAllBytes());
                }
            }
        }
        throw new AssertionError("no " + PLUGIN_JAR);
    }

    private static List<String> files(InputStream zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream packed = new ZipInputStream(zip)) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }
}
