package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.OfflineLicenseFields;
import io.jenkins.plugins.msstore.license.LicenseFormat;
import io.jenkins.plugins.msstore.operation.GetOfflineLicense;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code msStoreOfflineLicense}: gets an offline license, archives it, and returns its properties. */
public final class OfflineLicenseStep extends ProductStep {

    private static final long serialVersionUID = 1L;

    private final String contentId;
    private List<String> formats = new ArrayList<>(OfflineLicenseFields.DEFAULT_FORMATS);
    private boolean archive = true;
    private String directory;

    @DataBoundConstructor
    public OfflineLicenseStep(String productId, String skuId, String contentId) {
        super(productId, skuId);
        this.contentId = contentId;
    }

    public String getContentId() {
        return contentId;
    }

    /** The names of the formats; see {@link LicenseFormat}. */
    public List<String> getFormats() {
        return new ArrayList<>(formats);
    }

    @DataBoundSetter
    public void setFormats(@CheckForNull List<String> formats) {
        this.formats =
                formats == null ? new ArrayList<>(OfflineLicenseFields.DEFAULT_FORMATS) : new ArrayList<>(formats);
    }

    /** Whether the files become artifacts of the build. */
    public boolean isArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive;
    }

    /** A folder of the workspace to write the files to as well; null for none. */
    @CheckForNull
    public String getDirectory() {
        return directory;
    }

    @DataBoundSetter
    public void setDirectory(@CheckForNull String directory) {
        this.directory = Util.fixEmpty(directory);
    }

    @Override
    StoreOperation operation() {
        return new GetOfflineLicense(getProductId(), getSkuId(), contentId, formats, archive, directory);
    }

    @Override
    boolean needsWorkspace() {
        return directory != null;
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
