package io.jenkins.plugins.msstore;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A class loader with the tests' class path except the classes of a plugin that is not installed. */
public final class ClassPathWithout extends URLClassLoader {

    private final String missing;

    /**
     * @param missing the prefix of the missing classes' names
     */
    public ClassPathWithout(String missing) {
        super(classPath(), ClassLoader.getPlatformClassLoader());
        this.missing = missing;
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(ClassPathWithout::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(entry, e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(missing)) {
            throw new ClassNotFoundException(name);
        }
        return super.findClass(name);
    }

    /** Creates an instance of a class, which this loader loads together with all that it uses. */
    @SuppressWarnings("unchecked")
    public UnaryOperator<String> load(Class<? extends UnaryOperator<String>> type) throws ReflectiveOperationException {
        return (UnaryOperator<String>)
                loadClass(type.getName()).getDeclaredConstructor().newInstance();
    }
}
