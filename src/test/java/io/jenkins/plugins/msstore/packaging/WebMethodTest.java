package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * Every web method checks a permission and a verb. Jenkins calls a public {@code do…} method for any request, by any
 * user and verb, unless the method restricts it.
 */
class WebMethodTest {

    private static final List<Class<? extends Annotation>> VERBS = List.of(POST.class, RequirePOST.class, GET.class);

    /** The methods of Jenkins that check permissions. */
    private static final Set<String> PERMISSION_CHECKS =
            Set.of("checkPermission", "checkAnyPermission", "hasPermission", "hasAnyPermission");

    private List<Method> webMethods;
    private Map<String, List<JavaCodeUnit>> code;

    @BeforeEach
    void read() throws Exception {
        BuiltPlugin plugin = BuiltPlugin.onClassPath();
        webMethods = plugin.classes().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(WebMethodTest::isWebMethod)
                .toList();
        JavaClasses classes = new ClassFileImporter().importPath(plugin.folder());
        code = classes.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .collect(Collectors.groupingBy(JavaCodeUnit::getFullName));
    }

    private static boolean isWebMethod(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic()
                && (method.getName().matches("do[A-Z].*|js[A-Z].*")
                        || Stream.of(method.getAnnotations())
                                .anyMatch(annotation ->
                                        annotation.annotationType().getName().startsWith("org.kohsuke.stapler.")
                                                && annotation
                                                        .annotationType()
                                                        .getSimpleName()
                                                        .matches("WebMethod|JavaScriptMethod|GET|POST|PUT|DELETE")));
    }

    @Test
    void everyWebMethodNamesItsVerb() {
        assertThat(webMethods).isNotEmpty();
        assertThat(webMethods).allMatch(method -> VERBS.stream().anyMatch(method::isAnnotationPresent), "names a verb");
    }

    @Test
    void everyWebMethodAsksForAPermission() {
        Set<String> without = new TreeSet<>();
        for (Method method : webMethods) {
            if (!asksForAPermission(method)) {
                without.add(method.toString());
            }
        }

        assertThat(webMethods).isNotEmpty();
        assertThat(without).isEmpty();
    }

    /** Follows the method's calls within the plugin. */
    private boolean asksForAPermission(Method method) {
        String name = method.getDeclaringClass().getName() + "." + method.getName() + "("
                + Arrays.stream(method.getParameterTypes()).map(Class::getName).collect(Collectors.joining(", "))
                + ")";
        Deque<String> open = new ArrayDeque<>(List.of(name));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            for (JavaCodeUnit unit : code.getOrDefault(open.remove(), List.of())) {
                for (JavaAccess<?> call : unit.getAccessesFromSelf()) {
                    if (PERMISSION_CHECKS.contains(call.getTarget().getName())) {
                        return true;
                    }
                    if (seen.add(call.getTarget().getFullName())) {
                        open.add(call.getTarget().getFullName());
                    }
                }
            }
        }
        return false;
    }
}
