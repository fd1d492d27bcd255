package io.jenkins.plugins.msstore.license;

import java.util.Objects;

/**
 * The properties in the XML of an offline license: root {@code License} in namespace {@code
 * urn:schemas-microsoft-com:windows:store:licensing:ls}. All except product and content may be null.
 *
 * @param licenseId attribute {@code LicenseID}
 * @param contentId attribute {@code ContentID}
 * @param version attribute {@code Version}
 * @param productId {@code Binding/ProductID}
 * @param packageFamilyName {@code Binding/PFM}
 * @param licenseInstanceId {@code Binding/LicenseInstanceID}
 * @param requestorId {@code Binding/RequestorID}
 * @param leaseRequired {@code Binding/LeaseRequired}, as written
 * @param licenseUsage {@code LicenseInfo}'s attribute {@code LicenseUsage}
 * @param licenseType {@code LicenseInfo}'s attribute {@code Type}
 * @param licenseCategory {@code LicenseInfo}'s attribute {@code LicenseCategory}
 * @param issuedDate {@code LicenseInfo/IssuedDate}, as written
 * @param lastUpdateDate {@code LicenseInfo/LastUpdateDate}, as written
 * @param beginDate {@code LicenseInfo/BeginDate}, as written
 */
public record LicenseDocument(
        String licenseId,
        String contentId,
        String version,
        String productId,
        String packageFamilyName,
        String licenseInstanceId,
        String requestorId,
        String leaseRequired,
        String licenseUsage,
        String licenseType,
        String licenseCategory,
        String issuedDate,
        String lastUpdateDate,
        String beginDate) {

    public LicenseDocument {
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(productId, "productId");
    }
}
