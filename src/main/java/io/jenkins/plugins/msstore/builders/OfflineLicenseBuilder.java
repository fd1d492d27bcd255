package io.jenkins.plugins.msstore.builders;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.fields.OfflineLicenseFields;
import io.jenkins.plugins.msstore.license.LicenseFormat;
import io.jenkins.plugins.msstore.operation.GetOfflineLicense;
import io.jenkins.plugins.msstore.steps.OfflineLicenseStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code storeOfflineLicense}: gets an offline license and archives it. */
public final class OfflineLicenseBuilder extends StoreBuilder {

    private static final String SYMBOL = "storeOfflineLicense";

    private final String contentId;
    private List<String> formats = new ArrayList<>(OfflineLicenseFields.DEFAULT_FORMATS);
    private boolean archive = true;
    private String directory;

    @DataBoundConstructor
    public OfflineLicenseBuilder(String productId, String skuId, String contentId) {
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

    /**
     * @param formats null or empty for the default: Job DSL binds an empty list if the script does not name them
     */
    @DataBoundSetter
    public void setFormats(@CheckForNull List<String> formats) {
        this.formats =
                new ArrayList<>(formats == null || formats.isEmpty() ? OfflineLicenseFields.DEFAULT_FORMATS : formats);
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
    StoreOperation operation(FieldExpansion expanded) throws IOException, InterruptedException {
        return new GetOfflineLicense(
                expanded.of(getProductId()),
                expanded.of(getSkuId()),
                expanded.of(contentId),
                expanded.ofLines(formats),
                archive,
                expanded.ofOptional(directory));
    }

    @Override
    public boolean requiresWorkspace() {
        return directory != null;
    }

    @Override
    String symbol() {
        return SYMBOL;
    }

    @Extension
    @Symbol(SYMBOL)
    public static final class DescriptorImpl extends StoreBuilderDescriptor implements OfflineLicenseFields {

        public DescriptorImpl() {
            super(OfflineLicenseStep.class, "productId", "skuId", "contentId", "formats", "archive", "directory");
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.OfflineLicenseBuilder_displayName();
        }
    }
}
