package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.ProductPackages;
import java.util.List;

/** {@code ProductPackageSet} in JSON; any field may be missing. */
public record WirePackages(String packageSetId, List<WirePackage> productPackages) {

    /**
     * @throws WireFault wrapping an {@link io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException}: there is no
     *     list of packages, or one of them has no id
     */
    public ProductPackages packages(Subject subject) {
        if (productPackages == null || productPackages.contains(null)) {
            throw WireFault.of(
                    subject, WriteOutcome.UNKNOWN, "the response lacks 'productPackages', or one of them is null");
        }
        return new ProductPackages(
                WireText.line(packageSetId),
                productPackages.stream().map(wire -> wire.checked(subject)).toList());
    }
}
