package io.jenkins.plugins.msstore.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A package of a product, with the file that the CDN holds. Immutable; the methods return changed copies.
 *
 * @param packageFullName the full name of the package; the id is made of it
 * @param contentId the content that the package is of
 * @param architectures the words for processors, such as {@code x64}
 * @param format the word for the kind of file, such as {@code appx}
 * @param platforms the names of platforms
 * @param size the size of the file in bytes
 * @param declaredSize the size that the Store declares
 * @param rank the {@code packageRank}, of which the reference does not say whether a high or a low one is preferred
 * @param edition files of two editions have other bytes, and another {@code ETag}
 * @param dependencies the framework packages that it needs
 */
public record AppPackage(
        String packageFullName,
        String contentId,
        List<String> architectures,
        String format,
        List<String> platforms,
        long size,
        long declaredSize,
        int rank,
        int edition,
        List<AppPackage> dependencies) {

    private static final long SIZE = 200_000;

    public AppPackage {
        architectures = List.copyOf(architectures);
        platforms = List.copyOf(platforms);
        dependencies = List.copyOf(dependencies);
    }

    /** A package of a few hundred kilobytes in the format {@code appx}, for desktops. */
    public static AppPackage of(String packageFullName, String... architectures) {
        return new AppPackage(
                packageFullName,
                id("content of " + packageFullName),
                List.of(architectures),
                "appx",
                List.of("Windows.Desktop"),
                SIZE,
                SIZE,
                1,
                1,
                List.of());
    }

    /** The id of the package. */
    public String packageId() {
        return id(packageFullName);
    }

    /** The name of the package without its version. */
    public String identityName() {
        int end = packageFullName.indexOf('_');
        return end < 0 ? packageFullName : packageFullName.substring(0, end);
    }

    /** The file of the package. */
    public FileContent content() {
        return new FileContent((packageFullName + "/" + edition).hashCode(), size);
    }

    /** The same package of another content. */
    public AppPackage contentId(String id) {
        return new AppPackage(
                packageFullName, id, architectures, format, platforms, size, declaredSize, rank, edition, dependencies);
    }

    /** The same package in another format. */
    public AppPackage format(String word) {
        return new AppPackage(
                packageFullName,
                contentId,
                architectures,
                word,
                platforms,
                size,
                declaredSize,
                rank,
                edition,
                dependencies);
    }

    /** The same package for other platforms. */
    public AppPackage platforms(String... names) {
        return new AppPackage(
                packageFullName,
                contentId,
                architectures,
                format,
                List.of(names),
                size,
                declaredSize,
                rank,
                edition,
                dependencies);
    }

    /** The same package with a file of another size, which the Store declares, too. */
    public AppPackage size(long bytes) {
        return new AppPackage(
                packageFullName,
                contentId,
                architectures,
                format,
                platforms,
                bytes,
                bytes,
                rank,
                edition,
                dependencies);
    }

    /** The same package, with a declared size that differs from that of its file. */
    public AppPackage declaredSize(long bytes) {
        return new AppPackage(
                packageFullName, contentId, architectures, format, platforms, size, bytes, rank, edition, dependencies);
    }

    /** The same package with another rank. */
    public AppPackage rank(int number) {
        return new AppPackage(
                packageFullName,
                contentId,
                architectures,
                format,
                platforms,
                size,
                declaredSize,
                number,
                edition,
                dependencies);
    }

    /** The same package, its file replaced by one with other bytes. */
    public AppPackage edition(int number) {
        return new AppPackage(
                packageFullName,
                contentId,
                architectures,
                format,
                platforms,
                size,
                declaredSize,
                rank,
                number,
                dependencies);
    }

    /** The same package with one more framework package that it needs. */
    public AppPackage dependency(AppPackage framework) {
        List<AppPackage> more = new ArrayList<>(dependencies);
        more.add(framework);
        return new AppPackage(
                packageFullName, contentId, architectures, format, platforms, size, declaredSize, rank, edition, more);
    }

    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
