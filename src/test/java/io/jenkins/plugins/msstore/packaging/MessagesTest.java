package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A text that is missing shows as its key, to the users of one language only. */
class MessagesTest {
    private static final Pattern TEXT_OF_VIEW = Pattern.compile("\\$\\{%([^}(]+)");
    /** A key that is no text to show by itself. */
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z]\\w*(?:[.-]\\w+)*");

    private final BuiltPlugin plugin;

    MessagesTest() throws Exception {
        plugin = BuiltPlugin.onClassPath();
    }

    @Test
    void everyMessageHasItsMethod() throws Exception {
        List<Path> bundles = plugin.files("Messages.properties");
        List<String> missing = new ArrayList<>();
        for (Path bundle : bundles) {
            Set<String> methods = methods(bundle);
            for (String key : read(bundle).stringPropertyNames()) {
                if (!methods.contains(key.replaceAll("\\W", "_"))) {
                    missing.add(plugin.name(bundle) + ": " + key);
                }
            }
        }

        assertThat(bundles).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyTranslationHasTheSameMessagesWithTheSameArguments() throws Exception {
        List<Path> bundles = plugin.files("Messages.properties");
        for (Path bundle : bundles) {
            Properties original = read(bundle);
            for (Path translated : translations(bundle)) {
                Properties translation = read(translated);

                assertThat(translation.keySet()).as(plugin.name(translated)).isEqualTo(original.keySet());
                for (String key : original.stringPropertyNames()) {
                    assertThat(arguments(translation.getProperty(key)))
                            .as("arguments of " + key + " in " + plugin.name(translated))
                            .isEqualTo(arguments(original.getProperty(key)));
                }
            }
        }

        assertThat(bundles).isNotEmpty();
    }

    @Test
    void everyTextOfAViewIsThereInEveryLanguageOfTheView() throws Exception {
        List<String> missing = new ArrayList<>();
        List<Path> views = plugin.files("*.jelly");
        for (Path view : views) {
            Path original = view.resolveSibling(baseName(view) + ".properties");
            Properties texts = Files.exists(original) ? read(original) : new Properties();
            for (String key : keys(view)) {
                if (IDENTIFIER.matcher(key).matches() && !texts.containsKey(key)) {
                    missing.add(plugin.name(view) + ": " + key);
                }
                for (Path translation : translations(original)) {
                    if (!read(translation).containsKey(key)) {
                        missing.add(plugin.name(translation) + ": " + key);
                    }
                }
            }
        }

        assertThat(views).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    private Set<String> methods(Path bundle) {
        String name = plugin.name(bundle).replaceAll("\\.properties$", "").replaceAll("[/\\\\]", ".");
        return plugin.classes().stream()
                .filter(type -> type.getName().equals(name))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
    }

    private List<Path> translations(Path original) throws IOException {
        return plugin.files(baseName(original) + "_*.properties").stream()
                .filter(file -> file.getParent().equals(original.getParent()))
                .toList();
    }

    private static Set<String> keys(Path view) throws IOException {
        Set<String> keys = new TreeSet<>();
        Matcher texts = TEXT_OF_VIEW.matcher(Files.readString(view));
        while (texts.find()) {
            keys.add(texts.group(1).strip());
        }
        return keys;
    }

    private static int arguments(String message) {
        return new MessageFormat(message).getFormatsByArgumentIndex().length;
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            properties.load(reader);
        }
        return properties;
    }
}
