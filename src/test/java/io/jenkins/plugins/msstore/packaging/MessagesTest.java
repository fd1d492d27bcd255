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

/** A missing text is shown as its key, in one language only. */
class MessagesTest {
    private static final Pattern TEXT_OF_VIEW = Pattern.compile("\\$\\{%([^}(]+)");

    /** The languages besides English. */
    static final List<String> LANGUAGES = List.of("de");

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
    void everyMessageIsThereInEveryLanguageWithTheSameArguments() throws Exception {
        List<Path> bundles = plugin.files("Messages.properties");
        for (Path bundle : bundles) {
            Properties original = read(bundle);
            for (String language : LANGUAGES) {
                Path translated = bundle.resolveSibling("Messages_" + language + ".properties");
                assertThat(translated).exists();
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
    void everyTextOfAViewIsThereInEveryLanguage() throws Exception {
        List<String> missing = new ArrayList<>();
        List<Path> views = plugin.files("*.jelly");
        for (Path view : views) {
            Set<String> keys = keys(view);
            if (keys.isEmpty()) {
                continue;
            }
            List<Path> bundles = new ArrayList<>();
            bundles.add(view.resolveSibling(baseName(view) + ".properties"));
            LANGUAGES.forEach(
                    language -> bundles.add(view.resolveSibling(baseName(view) + "_" + language + ".properties")));
            for (Path bundle : bundles) {
                Set<Object> texts = Files.exists(bundle) ? read(bundle).keySet() : Set.of();
                keys.stream()
                        .filter(key -> !texts.contains(key))
                        .forEach(key -> missing.add(plugin.name(bundle) + ": " + key));
            }
        }

        assertThat(views).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    @Test
    void noTextOfAViewIsLeftOver() throws Exception {
        List<String> unused = new ArrayList<>();
        for (Path bundle : plugin.files("*.properties")) {
            Path view = bundle.resolveSibling(baseName(bundle).replaceAll("_[a-z]{2}$", "") + ".jelly");
            if (Files.exists(view)) {
                Set<String> keys = keys(view);
                read(bundle).stringPropertyNames().stream()
                        .filter(key -> !keys.contains(key))
                        .forEach(key -> unused.add(plugin.name(bundle) + ": " + key));
            } else if (!baseName(bundle).startsWith("Messages")) {
                unused.add(plugin.name(bundle));
            }
        }

        assertThat(unused).isEmpty();
    }

    /** Every text is a {@link MessageFormat}, in which a single apostrophe is a quotation mark. */
    @Test
    void noApostropheIsLost() throws Exception {
        List<String> lost = new ArrayList<>();
        List<Path> bundles = plugin.files("*.properties");
        for (Path bundle : bundles) {
            Properties texts = read(bundle);
            for (String key : texts.stringPropertyNames()) {
                if (texts.getProperty(key).replace("''", "").contains("'")) {
                    lost.add(plugin.name(bundle) + ": " + key);
                }
            }
        }

        assertThat(bundles).isNotEmpty();
        assertThat(lost).isEmpty();
    }

    private Set<String> methods(Path bundle) {
        String name = plugin.name(bundle).replaceAll("\\.properties$", "").replaceAll("[/\\\\]", ".");
        return plugin.classes().stream()
                .filter(type -> type.getName().equals(name))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
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

    /** Reads the texts as Jenkins does, but rejects text that is not UTF-8, which Jenkins would read as ISO 8859-1. */
    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
