package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import java.io.IOException;

/** A license that must not be handed out: it cannot be decoded, or it is not the one that was asked for. */
public class LicenseException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param license the license, of which the ids are shown
     * @param problem what is wrong with it, as the end of a sentence
     */
    public LicenseException(OfflineLicense license, String problem) {
        super("the offline license of product " + license.productKey() + ", content " + license.contentId() + " "
                + problem);
    }
}
