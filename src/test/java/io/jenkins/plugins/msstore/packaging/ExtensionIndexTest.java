package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;

/** Jenkins finds extensions only by the plugin's indexes, and does not report missing entries. */
class ExtensionIndexTest {
    private final BuiltPlugin plugin;
    private final Set<String> ownClasses = new TreeSet<>();

    ExtensionIndexTest() throws Exception {
        plugin = BuiltPlugin.onClassPath();
        plugin.classes().forEach(type -> ownClasses.add(type.getName()));
    }

    @Test
    void everyExtensionIsIndexed() {
        List<String> annotated = plugin.classes().stream()
                .filter(type -> elements(type).anyMatch(element -> element.isAnnotationPresent(Extension.class)))
                .map(Class::getName)
                .toList();

        assertThat(annotated).isNotEmpty();
        assertThat(indexedExtensions()).containsExactlyInAnyOrderElementsOf(annotated);
    }

    @Test
    void everySymbolIsIndexed() throws Exception {
        List<String> annotated = plugin.classes().stream()
                .filter(type -> type.isAnnotationPresent(Symbol.class))
                .map(Class::getName)
                .toList();
        Path index = plugin.folder().resolve("META-INF/services/annotations").resolve(Symbol.class.getName());

        assertThat(annotated).isNotEmpty();
        assertThat(index).exists();
        assertThat(Files.readAllLines(index)).containsExactlyInAnyOrderElementsOf(annotated);
    }

    @Test
    void everyTypeThatUsersConfigureHasAnIndexedDescriptor() {
        Set<String> indexed = indexedExtensions();
        List<String> without = new ArrayList<>();
        List<Class<?>> configured = plugin.concrete(Describable.class);
        for (Class<?> type : configured) {
            Stream<Class<?>> candidates = Descriptor.class.isAssignableFrom(type)
                    ? Stream.of(type)
                    : Arrays.stream(type.getDeclaredClasses()).filter(Descriptor.class::isAssignableFrom);
            if (candidates.map(Class::getName).noneMatch(indexed::contains)) {
                without.add(type.getName());
            }
        }

        assertThat(configured).isNotEmpty();
        assertThat(without).isEmpty();
    }

    @Test
    void everyDescriptorIsIndexed() {
        List<String> descriptors =
                plugin.concrete(Descriptor.class).stream().map(Class::getName).toList();

        assertThat(descriptors).isNotEmpty();
        assertThat(indexedExtensions()).containsAll(descriptors);
    }

    @Test
    void descriptorsOtherThanStepsHaveASymbol() {
        List<Class<?>> descriptors = plugin.concrete(Descriptor.class).stream()
                .filter(type -> !StepDescriptor.class.isAssignableFrom(type))
                .toList();

        assertThat(descriptors).isNotEmpty();
        assertThat(descriptors).allMatch(type -> type.isAnnotationPresent(Symbol.class), "has a @Symbol");
    }

    private Set<String> indexedExtensions() {
        Set<String> names = new TreeSet<>();
        for (IndexItem<Extension, Object> item :
                Index.load(Extension.class, Object.class, getClass().getClassLoader())) {
            if (ownClasses.contains(item.className())) {
                names.add(item.className());
            }
        }
        return names;
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Stream.of(
                        Stream.of(type),
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods()))
                .flatMap(elements -> elements);
    }
}
