package io.jenkins.plugins.msstore.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every stand-in for Jenkins is used, and is listed on the page about them. */
class StandInsTest {

    private static final String FOLDER = "../jenkins-api/target/classes";

    private static final JavaClasses STAND_INS = new ClassFileImporter().importPath(FOLDER);

    /** Members whose use no class file shows. */
    private static final Set<String> USED_UNSEEN = Set.of(
            // read by reflection, in the tests that look for help
            "hudson.model.Descriptor$HelpRedirect.fieldNameToRedirectTo",
            "hudson.model.Descriptor$HelpRedirect.owner",
            // called by Java's deserialization
            "hudson.model.Result.readResolve()",
            // named by the plugin's POM
            "io.jenkins.plugins.msstore.standin.processor.SymbolIndexer");

    /** In this module, because it is the last one that uses stand-ins. */
    @Test
    void haveNoUnusedTypesOrMembers() {
        JavaClasses all = new ClassFileImporter()
                .importPaths(
                        FOLDER,
                        "../plugin/target/classes",
                        "../plugin/target/test-classes",
                        "target/classes",
                        "target/test-classes");

        assertThat(new StandInUse(all, type -> STAND_INS.contain(type.getName())).unused())
                .containsExactlyInAnyOrderElementsOf(USED_UNSEEN);
    }

    @Test
    void pageNamesEachTypeItsArtifactAndWhetherItHasBehaviour() throws Exception {
        Pattern row = Pattern.compile("^\\| `([\\w.]+)` \\| `[\\w.-]+:[\\w.-]+` \\| (yes|no) \\|$", Pattern.MULTILINE);
        String page = Files.readString(Path.of("../jenkins-api/README.md"));

        assertThat(row.matcher(page).results().map(found -> found.group(1) + " " + found.group(2)))
                .containsExactlyInAnyOrderElementsOf(typesWithBehaviour());
    }

    private static List<String> typesWithBehaviour() {
        Set<String> withBehaviour = names(StandInsTest::hasBehaviour);
        return names(type -> true).stream()
                .map(name -> name + (withBehaviour.contains(name) ? " yes" : " no"))
                .toList();
    }

    /** The names of the top-level types of Jenkins that match, or have nested types that match. */
    private static Set<String> names(Predicate<JavaClass> wanted) {
        return STAND_INS.stream()
                .filter(type -> !type.getPackageName().startsWith(StandInsTest.class.getPackageName()))
                .filter(wanted)
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether code of the type does more than to call a superclass's constructor, to return a constant or to throw. */
    private static boolean hasBehaviour(JavaClass type) {
        Stream<JavaMethod> methods = type.getMethods().stream()
                .filter(method -> !type.isEnum()
                        || !Set.of("values", "valueOf", "$values").contains(method.getName()));
        return Stream.concat(methods, type.getConstructors().stream())
                .flatMap(code -> code.getAccessesFromSelf().stream())
                .anyMatch(access -> !isConstruction(access));
    }

    private static boolean isConstruction(JavaAccess<?> access) {
        return access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                && (access.getOrigin().isConstructor()
                        || access.getTargetOwner().isAssignableTo(Throwable.class));
    }
}
