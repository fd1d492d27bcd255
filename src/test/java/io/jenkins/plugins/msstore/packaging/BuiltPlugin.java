package io.jenkins.plugins.msstore.packaging;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The output of the build of {@code src/main}: class files and resources, in the folder that is on the class path. */
final class BuiltPlugin {
    private static final ClassLoader LOADER = BuiltPlugin.class.getClassLoader();

    private final Path folder;
    private final List<Class<?>> classes;

    private BuiltPlugin(Path folder) throws IOException, ClassNotFoundException {
        this.folder = folder;
        this.classes = load(folder);
    }

    /**
     * Finds the plugin's output.
     *
     * @return never null
     * @throws IllegalStateException if no folder of the class path has the plugin's description
     */
    static BuiltPlugin onClassPath() throws IOException, URISyntaxException, ClassNotFoundException {
        for (URL description : Collections.list(LOADER.getResources("index.jelly"))) {
            if (description.getProtocol().equals("file")) {
                return new BuiltPlugin(
                        Path.of(URI.create(description.toString())).getParent());
            }
        }
        throw new IllegalStateException("No folder of the class path has an index.jelly, the plugin's description");
    }

    /**
     * The output folder.
     *
     * @return absolute
     */
    Path folder() {
        return folder;
    }

    /**
     * Every class of the plugin, nested ones included, none initialised.
     *
     * @return sorted by name
     */
    List<Class<?>> classes() {
        return classes;
    }

    /**
     * The classes of a type that can be instantiated.
     *
     * @param type of Jenkins
     * @return sorted by name
     */
    List<Class<?>> concrete(Class<?> type) {
        return classes.stream()
                .filter(type::isAssignableFrom)
                .filter(candidate -> !Modifier.isAbstract(candidate.getModifiers()))
                .toList();
    }

    /**
     * The files whose name fits.
     *
     * @param glob of the file name, without folders
     * @return absolute, sorted
     */
    List<Path> files(String glob) throws IOException {
        PathMatcher name = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> name.matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The class that a resource belongs to: {@code …/Outer/Inner/config.jelly} is of {@code Outer$Inner}.
     *
     * @param resource a file of this output
     * @return empty if its folder has not the name of a class
     */
    Optional<Class<?>> classOf(Path resource) {
        String wanted = folder.relativize(resource.getParent()).toString().replaceAll("[/\\\\]", ".");
        return classes.stream()
                .filter(candidate -> candidate.getName().replace('$', '.').equals(wanted))
                .findFirst();
    }

    /**
     * Whether a resource belongs to a class or one of the classes that it extends, as Jenkins looks for views and help.
     *
     * @param type the type to start from
     * @param name of the file
     * @return false if none has it
     */
    boolean hasResource(Class<?> type, String name) {
        for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
            Path beside = folder.resolve(ancestor.getName().replaceAll("[.$]", "/"));
            if (Files.isRegularFile(beside.resolve(name))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A file as its reader would name it.
     *
     * @param file of this output
     * @return relative to the output folder
     */
    String name(Path file) {
        return folder.relativize(file).toString();
    }

    private static List<Class<?>> load(Path folder) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.walk(folder)) {
            names = files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replaceAll("[/\\\\]", "."))
                    .sorted()
                    .toList();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            classes.add(Class.forName(name, false, LOADER));
        }
        return List.copyOf(classes);
    }
}
