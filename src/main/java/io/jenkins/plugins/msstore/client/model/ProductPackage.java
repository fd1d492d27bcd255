package io.jenkins.plugins.msstore.client.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A package of a product ({@code ProductPackageDetails} of the service).
 *
 * @param packageId its id
 * @param contentId the content that it is of; may be null
 * @param location the URL of its file, which expires; empty when the service sent no URL
 * @param packageFullName name, version, architecture and publisher; may be null
 * @param packageIdentityName the name without the rest; may be null
 * @param architectures {@code Neutral}, {@code Arm}, {@code x86}, {@code x64} or other words of the service
 * @param packageFormat {@code Appx}, {@code appxBundle}, {@code Xap} or another word; may be null
 * @param platforms the platforms that it runs on
 * @param fileSize in bytes; null when the service sent none
 * @param packageRank may be null
 * @param dependencies the framework packages that it needs
 */
public record ProductPackage(
        String packageId,
        String contentId,
        Optional<DownloadUrl> location,
        String packageFullName,
        String packageIdentityName,
        List<String> architectures,
        String packageFormat,
        List<Platform> platforms,
        Long fileSize,
        Long packageRank,
        List<ProductPackage> dependencies) {

    public ProductPackage {
        Objects.requireNonNull(packageId, "packageId");
        Objects.requireNonNull(location, "location");
        architectures = List.copyOf(architectures);
        platforms = List.copyOf(platforms);
        dependencies = List.copyOf(dependencies);
    }

    /** The same package with other dependencies. */
    public ProductPackage withDependencies(List<ProductPackage> others) {
        return new ProductPackage(
                packageId,
                contentId,
                location,
                packageFullName,
                packageIdentityName,
                architectures,
                packageFormat,
                platforms,
                fileSize,
                packageRank,
                others);
    }

    /** This package and its dependencies. */
    public Stream<ProductPackage> withItsDependencies() {
        return Stream.concat(Stream.of(this), dependencies.stream());
    }
}
