package io.jenkins.plugins.msstore.license;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Renders an offline license as files. */
public final class LicenseFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LicenseFiles() {}

    /**
     * @param name the base name of the files
     * @param formats the requested formats. If the license is not XML, a format that needs XML is replaced by the
     *     decoded bytes ({@code .bin}) and the text as received ({@code .license.txt})
     * @return content by file name, in a fixed order; {@code .json} is always among them
     */
    public static Map<String, byte[]> render(DecodedLicense license, LicenseFileName name, Set<LicenseFormat> formats) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        boolean xml = license.document().isPresent();
        if (!xml) {
            files.put(name.base() + ".bin", license.content());
        } else if (formats.contains(LicenseFormat.XML)) {
            files.put(name.base() + ".xml", license.content());
        }
        if (!xml || formats.contains(LicenseFormat.ENCODED)) {
            files.put(name.base() + ".license.txt", license.encoded().getBytes(StandardCharsets.US_ASCII));
        }
        if (xml && formats.contains(LicenseFormat.SYNCML)) {
            files.put(name.base() + ".syncml.xml", AddLicenseCommand.render(license));
        }
        files.put(name.base() + ".json", json(license));
        return Collections.unmodifiableMap(files);
    }

    /** The properties of the license and of its envelope, without the license itself. */
    private static byte[] json(DecodedLicense license) {
        Map<String, Object> description = new LinkedHashMap<>();
        Map<String, Object> productKey = new LinkedHashMap<>();
        productKey.put("productId", license.license().productKey().productId());
        productKey.put("skuId", license.license().productKey().skuId());
        description.put("productKey", productKey);
        description.put("contentId", license.license().contentId());
        description.put("licenseInstanceId", license.licenseInstanceId());
        description.put("requestorId", license.requestorId());
        description.put("packageFamilyName", license.packageFamilyName());
        description.put("license", license.document().orElse(null));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(description);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can be written as JSON", e);
        }
    }
}
