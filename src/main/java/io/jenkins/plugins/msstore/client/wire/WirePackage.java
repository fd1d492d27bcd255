package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import io.jenkins.plugins.msstore.client.model.ProductPackage;
import java.util.List;
import java.util.Optional;

/** {@code ProductPackageDetails} in JSON; any field may be missing. */
public record WirePackage(
        String packageId,
        String contentId,
        Location location,
        String packageFullName,
        String packageIdentityName,
        List<String> architectures,
        String packageFormat,
        List<WirePlatform> platforms,
        Long fileSize,
        Long packageRank,
        List<WirePackage> frameworkDependencyPackages) {

    /** {@code PackageLocation} in JSON. */
    public record Location(String url) {

        /** Does not show the URL, which is a secret. */
        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * The package, checked to be the requested one.
     *
     * @throws WireFault wrapping an {@link io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException}: it, or a
     *     framework package, has no id, or it is another package
     */
    public ProductPackage packageOf(Subject subject, String requestedId) {
        ProductPackage answered = checked(subject);
        if (!answered.packageId().equalsIgnoreCase(requestedId)) {
            throw WireFault.of(
                    subject, WriteOutcome.REJECTED, "the response is for another package: " + answered.packageId());
        }
        return answered;
    }

    ProductPackage checked(Subject subject) {
        return withDependencies(
                subject,
                WireText.list(frameworkDependencyPackages).stream()
                        // a framework package needs no other packages, so its own list is ignored
                        .map(dependency -> dependency.withDependencies(subject, List.of()))
                        .toList());
    }

    private ProductPackage withDependencies(Subject subject, List<ProductPackage> dependencies) {
        String id = packageId == null ? "" : WireText.line(packageId).strip();
        if (id.isEmpty() || id.equals(".") || id.equals("..")) {
            throw WireFault.of(subject, WriteOutcome.UNKNOWN, "the answer has a package without a 'packageId'");
        }
        return new ProductPackage(
                id,
                WireText.line(contentId),
                Optional.ofNullable(location)
                        .map(Location::url)
                        .filter(url -> !url.isBlank())
                        .map(url -> new DownloadUrl(url.strip())),
                WireText.line(packageFullName),
                WireText.line(packageIdentityName),
                WireText.all(architectures),
                WireText.line(packageFormat),
                WirePlatform.platforms(platforms),
                fileSize,
                packageRank,
                dependencies);
    }
}
