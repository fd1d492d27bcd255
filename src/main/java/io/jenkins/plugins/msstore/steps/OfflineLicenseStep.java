package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.OfflineLicenseFields;
import io.jenkins.plugins.msstore.operation.GetOfflineLicense;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreOfflineLicense}: gets an offline license, archives it, and returns its properties. */
public final class OfflineLicenseStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    @DataBoundSetter
    public List<String> formats = new ArrayList<>(OfflineLicenseFields.DEFAULT_FORMATS);

    @DataBoundSetter
    public boolean archive = true;

    @DataBoundSetter
    public String directory;

    private final String contentId;

    @DataBoundConstructor
    public OfflineLicenseStep(String productId, String skuId, String contentId) {
        super(productId, skuId);
        this.contentId = contentId;
    }

    public String getContentId() {
        return contentId;
    }

    @Override
    StoreOperation operation() {
        return new GetOfflineLicense(getProductId(), getSkuId(), contentId, formats, archive, Util.fixEmpty(directory));
    }

    @Override
    boolean needsWorkspace() {
        return Util.fixEmpty(directory) != null;
    }

    @Extension
    public static final class DescriptorImpl extends StoreStepDescriptor implements OfflineLicenseFields {

        @Override
        public String getFunctionName() {
            return "msStoreOfflineLicense";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.OfflineLicenseStep_displayName();
        }
    }
}
