package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.model.Platform;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses packages of a product by words of the service, in any case; a word stands for itself alone, {@code Neutral} is not
 * {@code x64}. Framework packages follow the package that needs them, chosen by architecture alone.
 */
public final class PackageSelection {

    private static final String NONE = "nothing";

    private static final int MAX_CHARACTERS = 300;

    private final List<String> architectures;
    private final List<String> formats;
    private final List<String> platforms;
    private final boolean dependencies;

    /**
     * @param architectures the architectures; null or empty for all
     * @param formats the formats; null or empty for all
     * @param platforms the names of platforms; null or empty for all
     * @param dependencies whether framework packages follow
     * @throws InvalidParameterException naming the parameter in which a word is blank
     */
    public PackageSelection(
            List<String> architectures, List<String> formats, List<String> platforms, boolean dependencies) {
        this.architectures = words("architectures", architectures);
        this.formats = words("formats", formats);
        this.platforms = words("platforms", platforms);
        this.dependencies = dependencies;
    }

    private static List<String> words(String parameter, List<String> given) {
        if (given == null) {
            return List.of();
        }
        return given.stream()
                .map(word -> {
                    if (word == null || word.isBlank()) {
                        throw new InvalidParameterException(parameter, word, "must not have a blank entry");
                    }
                    return word.strip();
                })
                .toList();
    }

    /**
     * Chooses packages, with the framework packages that follow them.
     *
     * @throws InvalidParameterException naming the parameter with a word that is none of the product's, and what there is
     */
    public List<ProductPackage> choose(ProductPackages product) {
        List<ProductPackage> packages = product.packages();
        requireKnown(
                "architectures",
                architectures,
                packages.stream()
                        .flatMap(file -> dependencies ? file.withItsDependencies() : Stream.of(file))
                        .map(PackageSelection::architectures));
        requireKnown("formats", formats, packages.stream().map(PackageSelection::formats));
        requireKnown("platforms", platforms, packages.stream().map(PackageSelection::platforms));
        List<ProductPackage> chosen =
                selected(packages).map(this::withChosenDependencies).toList();
        if (chosen.isEmpty() && !packages.isEmpty()) {
            throw new InvalidParameterException(
                    "architectures, formats and platforms",
                    null,
                    "together choose no package; there is " + there(packages));
        }
        return chosen;
    }

    /**
     * The frameworks of which a chosen package needs a package, and none is chosen because of its architecture.
     *
     * @return the names of the frameworks, each with the architectures that there are; sorted, empty if none is missing
     */
    public SortedSet<String> missingFrameworks(ProductPackages product) {
        SortedSet<String> missing = new TreeSet<>();
        if (dependencies) {
            selected(product.packages()).forEach(file -> {
                Set<String> chosen = withChosenDependencies(file).dependencies().stream()
                        .map(PackageSelection::framework)
                        .collect(Collectors.toSet());
                file.dependencies().stream()
                        .filter(needed -> !chosen.contains(framework(needed)))
                        .map(needed -> framework(needed) + " (" + String.join("+", needed.architectures()) + ")")
                        .forEach(missing::add);
            });
        }
        return missing;
    }

    /** All packages of a framework, for different architectures, have one identity name. */
    private static String framework(ProductPackage file) {
        return String.valueOf(file.packageIdentityName() == null ? file.packageFullName() : file.packageIdentityName());
    }

    private Stream<ProductPackage> selected(List<ProductPackage> packages) {
        return packages.stream()
                .filter(file -> matches(architectures, architectures(file)))
                .filter(file -> matches(formats, formats(file)))
                .filter(file -> matches(platforms, platforms(file)));
    }

    private static List<String> architectures(ProductPackage file) {
        return file.architectures();
    }

    private static List<String> formats(ProductPackage file) {
        return file.packageFormat() == null ? List.of() : List.of(file.packageFormat());
    }

    private static List<String> platforms(ProductPackage file) {
        return file.platforms().stream().map(Platform::platformName).toList();
    }

    private static void requireKnown(String parameter, List<String> words, Stream<List<String>> ofTheProduct) {
        Collection<String> known = distinct(ofTheProduct.flatMap(List::stream));
        for (String word : words) {
            if (!matches(List.of(word), known)) {
                throw new InvalidParameterException(
                        parameter, word, "is none of this product's packages; there is " + shown(known));
            }
        }
    }

    private ProductPackage withChosenDependencies(ProductPackage file) {
        return file.withDependencies(
                dependencies
                        ? file.dependencies().stream()
                                .filter(framework -> matches(architectures, framework.architectures()))
                                .toList()
                        : List.of());
    }

    private static boolean matches(List<String> words, Collection<String> values) {
        return words.isEmpty()
                || words.stream().anyMatch(word -> values.stream().anyMatch(word::equalsIgnoreCase));
    }

    private static Collection<String> distinct(Stream<String> words) {
        Map<String, String> distinct = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        words.forEach(word -> distinct.putIfAbsent(word, word));
        return distinct.values();
    }

    private static String there(List<ProductPackage> packages) {
        return shown(distinct(packages.stream()
                .map(file -> Stream.of(architectures(file), formats(file), platforms(file))
                        .map(words -> String.join("+", words))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(" ")))));
    }

    private static String shown(Collection<String> known) {
        return known.isEmpty() ? NONE : LogText.of(String.join(", ", known), MAX_CHARACTERS);
    }
}
