package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import java.io.IOException;

/** A license that must not be used: it cannot be decoded, or it is not the one that was requested. */
public class LicenseException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param license the license, whose ids are shown
     * @param problem the end of the sentence
     */
    public LicenseException(OfflineLicense license, String problem) {
        super("the offline license of product " + license.productKey() + ", content " + license.contentId() + " "
                + problem);
    }
}
