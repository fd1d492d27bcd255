package io.jenkins.plugins.msstore.client.model;

import java.util.List;
import java.util.Objects;

/**
 * The packages of a product ({@code ProductPackageSet} of the service).
 *
 * @param packageSetId the id of the set; null when the service sent none
 * @param packages the packages, each with the framework packages that it needs
 */
public record ProductPackages(String packageSetId, List<ProductPackage> packages) {

    public ProductPackages {
        packages = List.copyOf(Objects.requireNonNull(packages, "packages"));
    }
}
